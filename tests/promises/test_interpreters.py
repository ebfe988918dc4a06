"""Nothing that is read or typed is run, or becomes markup, a pattern, a path or an address: looked for everywhere."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.promises.codebase import WAYHOME, modules, place, templates

#: What runs a text, or makes of bytes whatever they say they are.
RUNS = re.compile(
    r"(eval|exec|compile|__import__)|(pickle|marshal|shelve|dill|yaml|ctypes)\..*|os\.(system|popen|exec.*|spawn.*)"
    r"|Template|engines\[.*|.*from_string|subprocess\.(getoutput|getstatusoutput)"
)

#: Where a function is put in words, of the names of a class's own fields and nothing else.
WORDED = {("wayhome/rules/quickly_made.py", "exec")}

#: What asks another server.
ASKS = {
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "http.client",
    "ftplib",
    "telnetlib",
    "smtplib",
}

#: Where a provider of single sign-on is asked, by allauth: only what can go wrong with that is named there.
PROVIDERS = {"wayhome/cases/partners/sign_in/entry.py": {"requests"}}

#: Where a socket is opened, to listen.
LISTENS = {"wayhome/config/cli/serve.py"}

#: Where another program is started, and which.
STARTS = {
    "wayhome/config/cli/demo.py": "the worker, which is our own",
    "wayhome/exchange/loading/scanner.py": "the scanner that the installation names",
}

#: Where chance is not the system's own: there is nothing to guess.
SIMULATED = "wayhome/exchange/simulated/"

#: Where texts of ours, written beside it, are joined to a pattern.
JOINED = {"wayhome/exchange/tables/moments.py", "wayhome/exchange/notifications/pasted.py"}

#: Markup that nobody typed.
DRAWN = {
    "wayhome/ui/templates/ui/forms/field.html": "hints, which our forms write",
    "wayhome/ui/templates/mfa/totp/app.html": "a square of dots",
    "wayhome/insight/templates/insight/numbers/by_authority.html": "a funnel, of numbers and words of ours",
}

#: Tables that no partner's or colleague's words are in.
OURS = {
    "wayhome/exchange/register/data/build.py": "registers, as their publishers write them",
    "wayhome/exchange/simulated/files.py": "simulated files, as a police force would write them",
    "wayhome/exchange/simulated/dataset.py": "simulated tables, as a council's system would write them",
}

DIGESTS = {"sha256", "sha512", "sha3_256", "blake2b"}
CIPHERS = {
    "cryptography.fernet",
    "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.hkdf",
}


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """To read all of the house takes seconds, and to keep it much room: while these tests look at it, and no longer."""
    yield
    calls.cache_clear()
    imports.cache_clear()


def nodes(module: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(module.read_text(encoding="utf-8")))


@cache
def calls(module: Path) -> list[tuple[str, ast.Call]]:
    """Every call with the name it is called by, as written: `re.compile`."""
    return [(ast.unparse(node.func), node) for node in nodes(module) if isinstance(node, ast.Call)]


@cache
def imports(module: Path) -> list[ast.Import | ast.ImportFrom]:
    return [node for node in nodes(module) if isinstance(node, ast.Import | ast.ImportFrom)]


def imported(module: Path) -> set[str]:
    plain = {name.name for node in imports(module) if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module or "" for node in imports(module) if isinstance(node, ast.ImportFrom)}


def scripts_in(template: Path) -> list[str]:
    return re.findall(r"<script[^>]*>(.*?)</script>", template.read_text(encoding="utf-8"), re.DOTALL)


def found(looks_wrong: Callable[[str, ast.Call], bool]) -> list[str]:
    return [
        f"{place(module)}:{call.lineno}: {name}"
        for module in modules()
        for name, call in calls(module)
        if looks_wrong(name, call)
    ]


def test_nothing_runs_what_it_reads() -> None:
    running = [one.split(":") for one in found(lambda name, call: bool(RUNS.fullmatch(name)))]
    assert [(file, name.strip()) for file, _, name in running] == sorted(WORDED)
    assert found(lambda name, call: any(one.arg == "shell" for one in call.keywords)) == []
    starts = {place(module) for module in modules() if "subprocess" in imported(module)}
    assert starts == STARTS.keys()


@pytest.mark.parametrize("name", ["eval", "pickle.loads", "os.system", "Template", "yaml.load"])
def test_what_would_run_it_is_noticed(name: str) -> None:
    assert RUNS.fullmatch(name)


def test_no_other_server_is_asked() -> None:
    asking = {place(module): imported(module) & ASKS for module in modules()}
    assert {file: names for file, names in asking.items() if names} == PROVIDERS
    assert {place(module) for module in modules() if "socket" in imported(module)} == LISTENS


def test_no_pattern_is_made_of_a_text() -> None:
    """A pattern is written out, or joined of names of ours; what is searched for is never one."""

    def is_made(name: str, call: ast.Call) -> bool:
        if not re.fullmatch(r"re\.(compile|search|match|fullmatch|sub|split|findall|finditer)", name):
            return False
        return any(isinstance(part, ast.Name) and part.id.islower() for part in ast.walk(call.args[0]))

    assert {one.partition(":")[0] for one in found(is_made)} == JOINED


def test_what_must_not_be_guessed_is_of_the_systems_own_chance() -> None:
    by_seed = {place(module) for module in modules() if "random" in imported(module)}
    assert by_seed
    assert [one for one in by_seed if not one.startswith(SIMULATED)] == []


def test_ciphers_and_digests_are_strong_and_a_librarys() -> None:
    used = {
        name.name
        for module in modules()
        for node in imports(module)
        if isinstance(node, ast.ImportFrom) and node.module == "hashlib"
        for name in node.names
    }
    assert used - {"file_digest"} <= DIGESTS
    assert found(lambda name, call: bool(re.fullmatch(r"(hashlib\.)?(md5|sha1|new)", name))) == []
    libraries = {
        one for module in modules() for one in imported(module) if one.startswith(("cryptography", "Crypto"))
    }
    assert libraries == CIPHERS


def test_a_form_says_which_fields_it_takes() -> None:
    assert [place(module) for module in modules() if '__all__"' in module.read_text(encoding="utf-8")] == []
    assert found(lambda name, call: any(_is_all_of_a_form(one) for one in call.keywords)) == []


def _is_all_of_a_form(given: ast.keyword) -> bool:
    """`**request.POST`: whatever a browser sends would be taken."""
    return given.arg is None and "POST" in ast.unparse(given.value)


def test_every_table_that_is_written_is_guarded_against_formulas() -> None:
    writing = {
        place(module)
        for module in modules()
        if any(name in {"csv.writer", "csv.DictWriter"} for name, _ in calls(module))
    }
    guarding = {
        place(module)
        for module in modules()
        if any(name in {"guarded", "written"} for name, _ in calls(module))
    }
    assert writing - guarding == OURS.keys()


def test_the_name_of_a_file_that_is_taken_home_is_made_of_codes() -> None:
    """Of what the program calls it, numbers and days: never of a text that somebody gave."""
    names = [call.args[0] for module in modules() for name, call in calls(module) if name == "as_csv"]
    parts = [part for name in names for part in ast.walk(name) if isinstance(part, ast.FormattedValue)]
    assert names
    assert {ast.unparse(part.value).rpartition(".")[2] for part in parts} <= {"pk", "days"}
    sending = {
        place(module) for module in modules() if "Content-Disposition" in module.read_text(encoding="utf-8")
    }
    assert sending == {
        "wayhome/ui/spreadsheet.py",
        "wayhome/cases/keeping/views/packing.py",
        "wayhome/insight/views.py",  # whose, the year and the format: each a word of ours
    }


def test_no_page_takes_a_text_for_markup() -> None:
    trusting = re.compile(r"\|\s*safe\b|autoescape|safeseq")
    assert {
        place(one) for one in templates() if trusting.search(one.read_text(encoding="utf-8"))
    } == DRAWN.keys()
    assert found(lambda name, call: name.endswith("mark_safe") or name == "SafeString") == []
    assert (
        found(lambda name, call: name == "format_html" and not isinstance(call.args[0], ast.Constant)) == []
    )


def test_no_script_on_a_page_holds_what_was_typed() -> None:
    """Within a script a template puts nothing but a file's address, and in passkeys' the names of boxes."""
    put = {
        word
        for one in templates()
        for within in scripts_in(one)
        for word in re.findall(r"\{\{\s*(.*?)\s*\}\}", within)
    }
    assert put <= {"part", "button", "field"}


def test_our_scripts_write_no_markup_and_leave_nothing_behind() -> None:
    wrong = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage|sessionStorage"
        r"|indexedDB|document\.cookie|postMessage|addEventListener\(.message.|caches\."
    )
    scripts = [one for one in WAYHOME.rglob("*.js") if "vendor" not in one.parts]
    assert scripts
    assert [place(one) for one in scripts if wrong.search(one.read_text(encoding="utf-8"))] == []
    assert [place(one) for one in templates() if any(map(wrong.search, scripts_in(one)))] == []
