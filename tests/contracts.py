"""A contract import-linter does not have: a package that imports itself and the standard library alone."""

import sys
from collections.abc import Iterator
from typing import override

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryAlone(Contract):
    """In pyproject.toml: `type = "standard_library"`, and `package`, the one that must stand alone."""

    type_name = "standard_library"
    package = fields.ModuleField()

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        strangers = list(self._strangers(graph))
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    @override
    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["strangers"]:
            output.print_error(f"{importer} imports {imported}")

    def _strangers(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        package = self.package.name
        for importer in sorted({package, *graph.find_descendants(package)}):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                root = imported.partition(".")[0]
                ours = imported == package or imported.startswith(f"{package}.")
                if not ours and root not in sys.stdlib_module_names:
                    yield importer, imported
