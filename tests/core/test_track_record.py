"""Tests how often a question was asked, and how its answers were rated."""

from dataclasses import replace

from simulator.core.states import Rating
from simulator.core.track_record import TrackRecord, track_records
from tests.histories import given, session, skipped, unreached


def test_every_session_counts_except_takes() -> None:
    held = session(given("a", 3), skipped("b"), unreached("c"))
    later = session(given("a", 1), day=1)
    take = replace(session(given("a", 4), day=2), take_of="x")
    found = track_records([take, later, held])
    assert found == {
        ("bank", "a"): TrackRecord(2, 2, 1, Rating.NOT_YET),
        ("bank", "b"): TrackRecord(1, 0, 0, None),
    }


def test_records_of_several_questions_add_up() -> None:
    parts = (TrackRecord(3, 2, 1, Rating.SOLID), TrackRecord(1, 1, 1, Rating.STRONG))
    assert TrackRecord.together(parts) == TrackRecord(4, 3, 2)
    assert TrackRecord.together([]) == TrackRecord()
