"""Where commands have work done: on this machine, or on a cluster that Spark keeps."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from django.core.management import CommandError

from wayhome.config.files import CHILDREN_AT_ONCE, Across, on_every_core, prepared

SPARK = "spark"

#: This machine, where no cluster is named.
HERE = "local[*]"


def add_engine(parser: argparse.ArgumentParser, here: str, does: str) -> None:
    """`here` is what this machine has it done by; `does` says what is done."""
    parser.add_argument(
        "--engine", choices=[here, SPARK], default=here, help=f"what {does} (default: %(default)s)"
    )
    parser.add_argument(
        "--master",
        metavar="URL",
        default=HERE,
        help="of Spark: the cluster (default: this machine, %(default)s)",
    )


@contextmanager
def across(options: argparse.Namespace) -> Iterator[Across]:
    """This machine's cores, or the cluster that is asked for."""
    if options.engine != SPARK:
        yield on_every_core
        return
    must_be_installed()
    from wayhome.insight.cluster import cluster  # noqa: PLC0415 - of an extra

    with cluster(options.master) as spark:

        def on_it[Part, Said](
            work: Callable[[tuple[Part, ...]], Said], children: Iterable[Part]
        ) -> Iterator[Said]:
            return spark.spread(work, children, size=CHILDREN_AT_ONCE, prepare=prepared)

        yield on_it


def must_be_installed() -> None:
    """Raises CommandError where Spark is not."""
    if find_spec("pyspark") is None:
        raise CommandError("Spark is not installed here. Type:  pip install 'wayhome[national]'")
