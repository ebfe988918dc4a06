"""Derive what is due for every child anew, from what was said and the rules in force."""

import argparse
import json

from django.utils import timezone

from wayhome.cases.children import index
from wayhome.config.cli import RAN
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.progress import Progress
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild"], help="rebuild: derive every child's findings anew")
    parser.add_argument("--json", action="store_true", help="print one object on standard output")


def run(options: argparse.Namespace) -> int:
    must_be_migrated()
    progress, children = Progress(), 0
    for children in index.rebuild(at=timezone.now()):
        progress.say(say(Sentence("load.derived", n=children)))
    print(json.dumps({"children": children}) if options.json else say(Sentence("load.derived", n=children)))
    return RAN
