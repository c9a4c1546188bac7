"""What the Python drivers share.

Commands come as lines of JSON, one after the other, and what was seen goes out as lines of JSON. A driver is a class
with a method for each command, and has no opinion: tests have.
"""
import json
import queue
import sys
import threading
import traceback


def say(event, **facts):
    sys.stdout.write(json.dumps({"event": event, **facts}) + "\n")
    sys.stdout.flush()


def text(content):
    return None if content is None else content.decode()


def octets(content):
    return None if content is None else content.encode()


def missing(what):
    say("missing", what=what)
    sys.exit(0)


def serve(version, driver):
    """Serves commands until the input ends, and lets the driver poll in between: these clients have no events."""
    commands = queue.Queue()
    reader = threading.Thread(target=_read, args=(commands,), daemon=True)
    say("ready", version=version)
    reader.start()
    while True:
        try:
            command = commands.get(block=not driver.is_polling)
        except queue.Empty:
            _run("poll", driver.poll)
            continue
        if command is None:
            return
        name = command.pop("do")
        _run(name, lambda: getattr(driver, name)(**command))


def _read(commands):
    for line in sys.stdin:
        commands.put(json.loads(line))
    commands.put(None)


def _run(during, action):
    try:
        action()
    except Exception:
        say("failed", during=during, error=traceback.format_exc())
