"""What TensorBoard's own writer makes of a few scalars: the reference of TrainingTests.

    python3 -m venv venv && venv/bin/pip install tensorboard
    venv/bin/python Tests/Fixtures/make_event_fixture.py

writes Tests/Fixtures/training/events.tfevents: the file's version, and two steps of the run that
RunExportTests describes.
"""

import os

from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

PATH = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "training", "events.tfevents")
START = 1764429011.0


def event(step, seconds, values):
    summary = summary_pb2.Summary(
        value=[summary_pb2.Summary.Value(tag=tag, simple_value=value) for tag, value in values])
    return event_pb2.Event(wall_time=START + seconds, step=step, summary=summary)


def main():
    events = [
        event_pb2.Event(wall_time=START, file_version="brain.Event:2"),
        event(1, 0.25, [
            ("loss/training", 5.5625), ("learning rate", 0.001), ("gradient norm", 0.0),
            ("tokens", 16.0)]),
        event(300, 12.5, [
            ("loss/training", 4.1), ("loss/held-out/law & notes", 4.25), ("learning rate", 1e-4),
            ("gradient norm", 0.75), ("tokens", 4800.0)]),
    ]
    with open(PATH, "wb") as file:
        writer = RecordWriter(file)
        for item in events:
            writer.write(item.SerializeToString())
        writer.flush()


if __name__ == "__main__":
    main()
