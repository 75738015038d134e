"""Exports and recorded events become one ordered stream of bodies, however dirty they are."""

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.export import NotARecordingError, Recording, read_recording
from coaching.message import Person
from coaching_content import CONTENT_DIR
from handlers.messages.intake import OwnIds, understand

CHANNELS = [{"id": "C1", "name": "deals"}, {"id": "C2", "name": "emea"}]
ANNA = {
    "id": "U1",
    "team_id": "T1",
    "name": "anna",
    "tz": "Europe/Berlin",
    "profile": {"display_name": "Anna", "real_name": "Anna Berg"},
}


def message(ts: str, text: str = "Call with Tarnbeck went well", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "text": text, "ts": ts, **more}


def write_export(folder: Path, files: dict[str, Any]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder


def zip_export(folder: Path, archive: Path, top: str = "") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(folder.rglob("*.json")):
            made.write(path, top + path.relative_to(folder).as_posix())
    return archive


def texts(recording: Recording) -> list[str]:
    return [body["event"]["text"] for body in recording.events]


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write_export(
        tmp_path / "export",
        {
            "channels.json": CHANNELS,
            "users.json": [ANNA],
            "deals/2026-03-03.json": [message("1772530000.000100", "third")],
            "deals/2026-03-02.json": [message("1772440200.000100", "second"), message("1772440000.000100", "first")],
            "emea/2026-03-03.json": [message("1772530000.000200", "fourth")],
        },
    )


def test_a_folder_becomes_events_in_the_order_in_which_they_were_posted_across_channels(clean: Path) -> None:
    recording = read_recording(clean)

    assert texts(recording) == ["first", "second", "third", "fourth"]
    assert recording.skipped == {}


def test_a_body_has_the_shape_that_slack_delivers_so_that_intake_understands_it(clean: Path) -> None:
    body = read_recording(clean).events[0]

    posted = understand(body, OwnIds(team="T1"), ())

    assert posted is not None
    assert (posted.channel, posted.ts, body["team_id"], body["type"]) == (
        "C1",
        "1772440000.000100",
        "T1",
        "event_callback",
    )


def test_people_bring_their_names_and_time_zones_and_channels_their_names(clean: Path) -> None:
    recording = read_recording(clean)

    assert recording.people == {"U1": Person("U1", "Anna Berg", "Europe/Berlin")}
    assert recording.channels == {"C1": "deals", "C2": "emea"}


@pytest.mark.parametrize("top", ["", "acme-export-2026/"])
def test_a_zip_reads_like_its_folder_with_or_without_a_folder_around_it(clean: Path, tmp_path: Path, top: str) -> None:
    archive = zip_export(clean, tmp_path / "export.zip", top)

    recording = read_recording(archive)

    assert recording == read_recording(clean)


def test_a_folder_around_the_export_is_looked_through(clean: Path) -> None:
    recording = read_recording(clean.parent)

    assert texts(recording) == ["first", "second", "third", "fourth"]


def test_an_edited_message_appears_once_in_its_final_form(tmp_path: Path) -> None:
    edited = message("1772440000.000100", "final", edited={"user": "U1", "ts": "1772440100.000000"})
    folder = write_export(tmp_path, {"channels.json": CHANNELS, "deals/2026-03-02.json": [edited]})

    event = read_recording(folder).events[0]["event"]

    assert event["text"] == "final"
    assert "edited" not in event


def test_replies_keep_their_thread_and_lose_what_only_exports_hold(tmp_path: Path) -> None:
    day = [
        message("1772440000.000100", "root", thread_ts="1772440000.000100", replies=[{"user": "U1", "ts": "1.0"}]),
        message("1772440050.000100", "reply", thread_ts="1772440000.000100"),
    ]
    folder = write_export(tmp_path, {"channels.json": CHANNELS, "deals/2026-03-02.json": day})

    root, reply = (body["event"] for body in read_recording(folder).events)

    assert "replies" not in root
    assert reply["thread_ts"] == "1772440000.000100"


def test_a_crm_post_keeps_its_attachments_and_its_bot(tmp_path: Path) -> None:
    post = {
        "type": "message",
        "subtype": "bot_message",
        "text": None,
        "ts": "1772440000.000100",
        "username": "HubSpot",
        "bot_id": "B1",
        "attachments": [{"title": "Tarnbeck", "text": "Deal stage changed to Proposal"}],
    }
    folder = write_export(tmp_path, {"channels.json": CHANNELS, "deals/2026-03-02.json": [post]})

    posted = understand(read_recording(folder).events[0], OwnIds(), ("HubSpot",))

    assert posted is not None
    assert getattr(posted, "text", "") == "Tarnbeck\nDeal stage changed to Proposal"


DIRT: dict[str, tuple[dict[str, Any], dict[str, int]]] = {
    "messages without a time": (
        {"deals/2026-03-02.json": [message("x"), {"type": "message", "text": "no ts"}, message("1772440000.000100")]},
        {"messages without a time": 2},
    ),
    "folders that are no listed channel": (
        {"old-stuff/2026-03-02.json": [message("1772440000.000100")]},
        {"folders that are no listed channel": 1},
    ),
    "broken JSON": ({"deals/2026-03-02.json": '[{"type": "mess'}, {"broken JSON files": 1}),
    "a file that is no list": ({"deals/2026-03-02.json": {"ok": False}}, {"files that hold no list": 1}),
    "canvases and logs": (
        {"integration_logs.json": [], "deals/canvas_in_the_conversation.json": [], "canvases.json": {}},
        {"files that hold no messages": 3},
    ),
    "direct messages": ({"dms.json": [{"id": "D1", "members": ["U1"]}]}, {"lists of direct messages": 1}),
    "entries of other kinds": (
        {"deals/2026-03-02.json": [None, 7, "text", [], {"type": "huddle"}]},
        {"entries that are no messages": 5},
    ),
    "a message twice": (
        {"deals/2026-03-02.json": [message("1772440000.000100")] * 2},
        {"messages that occur twice": 1},
    ),
    "no channel folder at all": ({}, {}),
}  # fmt: skip


@pytest.mark.parametrize(("dirt", "counted"), DIRT.values(), ids=DIRT.keys())
def test_what_cannot_be_used_is_skipped_and_counted(
    clean: Path, dirt: dict[str, Any], counted: dict[str, int], tmp_path: Path
) -> None:
    folder = write_export(tmp_path / "dirty", {"channels.json": CHANNELS, "users.json": [ANNA], **dirt})

    recording = read_recording(folder)

    assert recording.skipped == counted


def test_without_users_json_names_come_from_the_profiles_on_messages_and_the_zone_is_utc(tmp_path: Path) -> None:
    posted = message("1772440000.000100", user_profile={"real_name": "Anna Berg", "name": "anna"})
    folder = write_export(tmp_path, {"channels.json": CHANNELS, "deals/2026-03-02.json": [posted]})

    recording = read_recording(folder)

    assert recording.people == {"U1": Person("U1", "Anna Berg", "UTC")}


@pytest.mark.parametrize("zone", [None, "", 7, "Mars/Olympus", "../etc/passwd", "Europe"])
def test_a_time_zone_that_nobody_knows_becomes_utc(tmp_path: Path, zone: object) -> None:
    folder = write_export(tmp_path, {"channels.json": CHANNELS, "users.json": [{"id": "U1", "name": "a", "tz": zone}]})

    recording = read_recording(folder)

    assert recording.people["U1"].tz == "UTC"


def test_without_channels_json_the_folders_stand_for_the_channels(tmp_path: Path) -> None:
    folder = write_export(tmp_path, {"deals/2026-03-02.json": [message("1772440000.000100")]})

    recording = read_recording(folder)

    assert recording.channels == {"deals": "deals"}
    assert len(recording.events) == 1


def test_private_channels_are_read_too(tmp_path: Path) -> None:
    private = {"id": "G1", "name": "vip"}
    day = {"vip/2026-03-02.json": [message("1772440000.000100")]}
    files = {"channels.json": [], "groups.json": [private], **day}
    folder = write_export(tmp_path, files)

    recording = read_recording(folder)

    assert recording.events[0]["event"]["channel"] == "G1"


def test_a_damaged_member_of_a_zip_is_counted_and_the_others_are_read(clean: Path, tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        for path in sorted(clean.rglob("*.json")):
            made.write(path, path.relative_to(clean).as_posix())
    raw = archive.read_bytes()
    archive.write_bytes(raw.replace(b'"third"', b'"thirD"', 1))

    recording = read_recording(archive)

    assert texts(recording) == ["first", "second", "fourth"]
    assert recording.skipped == {"damaged files": 1}


def test_an_oversized_member_is_counted_without_being_unpacked_whole(tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("channels.json", json.dumps(CHANNELS))
        made.writestr("deals/2026-03-02.json", b" " * (65 * 1024 * 1024))
        made.writestr("deals/2026-03-03.json", json.dumps([message("1772530000.000100", "fine")]))

    recording = read_recording(archive)

    assert texts(recording) == ["fine"]
    assert recording.skipped == {"files that are too large": 1}


@pytest.mark.parametrize("content", [b"{}\n{}\n", b"hello", b"\xff\xfe\x00binary", b"PK\x03\x04 not a zip"])
def test_a_file_that_is_no_recording_gives_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)

    with pytest.raises(NotARecordingError) as refused:
        read_recording(path)

    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_empty_file_holds_no_events(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.touch()

    assert read_recording(path).events == ()


def test_a_missing_path_and_a_folder_of_something_else_say_what_to_give(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(NotARecordingError, match=r"give a Slack export .* or a \.jsonl file"):
            read_recording(path)


def event_line(event_id: str, **event: Any) -> str:
    return json.dumps({"type": "event_callback", "team_id": "T1", "event_id": event_id, "event": event})


def test_recorded_events_are_ordered_by_when_they_happened_and_taken_once(tmp_path: Path) -> None:
    first = event_line("Ev1", type="message", text="one", channel="C1", user="U1", ts="1772440000.000100")
    edit = event_line(
        "Ev2",
        type="message",
        subtype="message_changed",
        channel="C1",
        ts="1772440300.000100",
        event_ts="1772440300.000100",
        message=message("1772440000.000100", "one, edited"),
    )
    second = event_line("Ev3", type="message", text="two", channel="C1", user="U1", ts="1772440200.000100")
    users = json.dumps({"users": [{"id": "U1", "name": "Anna", "tz": "Asia/Kolkata"}]})
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join([users, edit, second, "", first, first, "not json", "[]"]), encoding="utf-8")

    recording = read_recording(path)

    assert [body["event_id"] for body in recording.events] == ["Ev1", "Ev3", "Ev2"]
    assert recording.people == {"U1": Person("U1", "Anna", "Asia/Kolkata")}
    assert recording.skipped == {"events that were delivered twice": 1, "lines that are no event": 2}


def test_half_a_surrogate_pair_becomes_a_question_mark(tmp_path: Path) -> None:
    day = '[{"type": "message", "user": "U1", "ts": "1772440000.000100", "text": "hm \\ud83d ok \\ud83d\\ude00"}]'
    folder = write_export(tmp_path, {"channels.json": CHANNELS, "deals/2026-03-02.json": day})

    recording = read_recording(folder)

    assert texts(recording) == ["hm ? ok 😀"]


def test_the_export_that_we_ship_is_clean_and_large_enough_to_show_the_bot_at_work() -> None:
    recording = read_recording(CONTENT_DIR / "demo_export")

    in_deals = [body for body in recording.events if body["event"]["channel"] == "C07DEALS01"]
    assert recording.skipped == {}
    assert 75 <= len(in_deals) <= 110
    assert len({person.tz for person in recording.people.values()}) >= 5


KEYS = ["id", "name", "tz", "type", "ts", "text", "user", "bot_id", "attachments", "profile", "event"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("1772440000.000100"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@given(users=JSON, channels=JSON, day=st.lists(JSON, max_size=5) | JSON)
def test_no_garbage_in_an_export_crashes_the_reading(users: Any, channels: Any, day: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {"users.json": users, "channels.json": channels, "deals/2026-03-02.json": day}
        write_export(Path(folder), files)

        recording = read_recording(Path(folder))

    for body in recording.events:
        understand(body, OwnIds(), ("HubSpot",))


@given(lines=st.lists(JSON.map(json.dumps) | st.text(max_size=30), max_size=6))
def test_no_garbage_in_recorded_events_crashes_the_reading(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8", errors="replace")

        try:
            recording = read_recording(path)
        except NotARecordingError:
            return

    for body in recording.events:
        understand(body, OwnIds(), ("HubSpot",))
