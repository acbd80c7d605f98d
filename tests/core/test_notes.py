"""What was promised, and what is on the page for the morning."""

from simulator.core.notes import latest_notes, reminders
from tests.histories import given, session, skipped, unreached


def test_the_last_note_holds_in_whatever_order_sessions_come() -> None:
    first = session(given("a", 1, note="one"), given("b", 1, note="b"))
    second = session(given("a", 2, note="two"), day=2)
    third = session(given("a", 3, note=" "), day=4)
    assert latest_notes([third, second, first]) == {("bank", "a"): "two", ("bank", "b"): "b"}


def test_reminders_hold_the_last_misses_and_the_last_note() -> None:
    found = reminders(
        [
            session(given("a", 1, points="..", note="say it"), given("b", 4, points="xx")),
            session(given("a", 3, points="x."), given("c", 2, points="x.", confidence=5), day=1),
            session(skipped("a"), given("d", None, points="..", note="later"), day=2),
            session(unreached("c"), day=3),
        ]
    )
    assert [(each.answer.id, each.note, each.missed) for each in found] == [
        ("c", "", ("c point 2",)),
        ("d", "later", ()),
        ("a", "say it", ("a point 2",)),
    ]
