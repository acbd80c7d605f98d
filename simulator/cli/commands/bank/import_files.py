"""`bank import`: writes questions from other documents into a bank."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from simulator.cli.commands.bank.import_preview import say_found, say_preview
from simulator.cli.console import (
    FAULTY,
    FINE,
    WRONG_ARGUMENTS,
    ProgressLine,
    agrees,
    complain,
    say,
    say_json,
)
from simulator.core.bank import Question
from simulator.core.fields import Kind, fields_of
from simulator.core.wording import counted
from simulator.importers import CannotRead, Draft, DraftItem, read_files
from simulator.storage.banks.edit import EditRefused
from simulator.storage.banks.names import chosen_name
from simulator.storage.banks.values import plain
from simulator.storage.store import Store
from simulator.text.cleaning import one_line, printable
from simulator.usecases.import_bank import (
    Compared,
    ImportPlan,
    doubtful,
    last_import,
    plan_import,
    undo_import,
    without_items,
)


def run(arguments: Namespace, store: Store) -> int:
    """Read the files, say what was found and left out, and write it unless it is doubtful.

    Returns 0 if written; 1 if nothing was: nothing usable, or doubtful without `--yes`; 2 if a file
    can't be read or the name is impossible. Raises FileFault if the bank is faulty, and OSError.
    """
    try:
        name = None if arguments.to is None else chosen_name(arguments.to)
        if arguments.undo:
            return _undo(store, name or "", yes=arguments.yes)
        if not arguments.files:
            raise CannotRead("name a file or a folder to import, or - for standard input.")
        with ProgressLine("files read") as line:
            draft = read_files(
                arguments.files, encoding=arguments.encoding or "", progress=line.show
            )
    except (ValueError, CannotRead) as error:
        complain(str(error))
        return WRONG_ARGUMENTS
    chosen, reason = _agreed(draft, arguments.yes)
    plan = None
    if not reason:
        try:
            aside = doubtful(draft)
            plan = plan_import(store, chosen, name, theirs=arguments.theirs, aside=aside)
        except EditRefused as refused:
            reason = str(refused)
    written = plan is not None and not arguments.dry_run
    if plan is not None and written:
        plan.write(store)
    if arguments.json:
        _say_object(draft, chosen, plan, written=written, reason=reason)
    else:
        say_preview(draft, chosen) if arguments.dry_run else say_found(draft, chosen)
        if plan is not None:
            _tell_kept(plan)
    if plan is None:
        complain(f"nothing was written: {reason}")
        return FAULTY
    complain(f"{plan.sums} {'in' if written else 'would be in'} {plan.path}")
    return FINE


def _agreed(draft: Draft, yes: bool) -> tuple[Draft, str]:
    """Return what may be written, and why nothing may."""
    if draft.refused:
        return draft, draft.refused
    if not draft.items:
        return draft, "no questions were found."
    if yes:
        return draft, ""
    if draft.doubt:
        return draft, f"{draft.doubt} Use --yes to write it anyway."
    doubts = [place for place, item in enumerate(draft.items) if item.doubtful]
    chosen = without_items(draft, doubts)
    reason = "" if chosen.items else "everything found is doubtful. Use --yes to write it anyway."
    return chosen, reason


def _undo(store: Store, name: str, *, yes: bool) -> int:
    """Undo the last import into a bank; without a name, the latest, if somebody agrees.

    Raises BankFault if there is none, and OSError.
    """
    last = name or last_import(store)
    if last and not (name or yes or agrees(f"Undo the last import into {last}?")):
        how = f"Name it (--to {last}) or add --yes."
        complain(f"nothing was undone: the latest import went into {last}. {how}")
        return FAULTY
    undone = undo_import(store, last)
    say(printable(undone.words))
    if undone.kept is not None:
        complain(f"its previous content is kept in {undone.kept}")
    return FINE


def _tell_kept(plan: ImportPlan) -> None:
    """Show what was changed, and what differs from the bank but stays, in both versions."""
    if changed := plan.changed():
        say(f"Changed by the source: {counted(len(changed), 'question')}")
    for each in changed:
        was = one_line(each.mine.question, 100) if each.mine else ""
        text = one_line(each.theirs.question, 100)
        say(f"  {text}" if was == text else f"  {text} (was: {was})")
    if kept := plan.kept():
        say(
            f"Kept as yours: {counted(len(kept), 'question')}. --theirs takes the source's version."
        )
    for each in kept:
        say(f"  {one_line(each.theirs.question, 100)}: {each.standing.value}")
        for whose, question in (("yours ", each.mine), ("theirs", each.theirs)):
            if question is not None:
                say(f"    {whose}: {_difference(question, each)}")
    for each in plan.out():
        say(f"  stays out: {one_line(each.theirs.question, 100)}: {each.standing.value}")
    if plan.vanished:
        number = counted(len(plan.vanished), "question")
        say(f"No longer in the source, kept in the bank: {number}. {_DELETES}")
    for question in plan.vanished:
        say(f"  {one_line(question.question, 100)}")


_DELETES = "In the program, d deletes a question from the bank's list."


def _difference(question: Question, each: Compared) -> str:
    """Return how a question differs from its other version, checking the answer first."""
    mine = each.mine or each.theirs
    names = ("answer", "question", "topic", "key_points", "follow_ups", "tags", "time_limit")
    for name in names:
        if getattr(mine, name) != getattr(each.theirs, name):
            value = getattr(question, name)
            text = value if isinstance(value, str) else repr(value)
            return one_line(text, 200) or "(nothing)"
    return one_line(question.question, 200)


# For programs


def _say_object(
    draft: Draft, chosen: Draft, plan: ImportPlan | None, *, written: bool, reason: str
) -> None:
    kept = {id(item) for item in chosen.items} if plan is not None else set()
    say_json(
        {
            "written": written,
            "reason": reason or None,
            "bank": plan.bank.name if plan else None,
            "path": printable(str(plan.path)) if plan else None,
            "added": plan.added if plan else 0,
            "updated": plan.updated if plan else 0,
            "unchanged": plan.unchanged if plan else 0,
            "kept": [each.theirs.question for each in plan.kept()] if plan else [],
            "vanished": [question.question for question in plan.vanished] if plan else [],
            "stays_out": [each.theirs.question for each in plan.out()] if plan else [],
            "title": draft.title,
            "license": draft.license,
            "source": draft.source,
            "language": draft.language,
            "layout": draft.layout,
            "refused": draft.refused,
            "doubt": draft.doubt,
            "items": [_item_object(item, id(item) in kept) for item in draft.items],
            "headings": [_lines(each) | {"text": each.text} for each in draft.headings],
            "left_out": [_lines(each) | {"reason": each.reason} for each in draft.left_out],
            "notes": list(draft.notes),
        }
    )


def _lines(part: Any) -> dict[str, Any]:
    return {"file": printable(part.file), "line": part.line, "last_line": part.last_line}


def _item_object(item: DraftItem, taken: bool) -> dict[str, Any]:
    return _lines(item) | {
        "taken": taken,
        "sure": round(item.certainty, 3),
        "note": item.note,
        **{
            each.name: plain(each, getattr(item.question, each.name))
            for each in fields_of(Question)
            if each.kind is not Kind.TABLE
        },
    }
