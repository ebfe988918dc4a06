// A certified OpenID Connect provider on loopback. Told by its environment: PORT, BACK (where a person is sent back to),
// SECRET, and PEOPLE, whose name at sign-in says what is claimed of them. Prints its address once it answers.

import Provider from "oidc-provider";

const { PORT, BACK, SECRET, PEOPLE } = process.env;
const address = `http://localhost:${PORT}`;
const people = JSON.parse(PEOPLE);

const provider = new Provider(address, {
  clients: [{ client_id: "wayhome", client_secret: SECRET, redirect_uris: [BACK] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: (_, name) => ({ accountId: name, claims: () => ({ sub: name, ...people[name] }) }),
});

provider.listen(Number(PORT), "localhost", () => console.log(address));
