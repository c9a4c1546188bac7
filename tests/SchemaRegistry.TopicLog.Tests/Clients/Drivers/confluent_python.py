"""Drives Debian's confluent-kafka-python, which stands on Debian's librdkafka."""
import os
import sys

from commands import missing, octets, say, serve, text

try:
    import confluent_kafka
    from confluent_kafka import Consumer, Producer, TopicPartition
    from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic
except ImportError as error:
    missing(f"Debian's module {error.name}")

SETTINGS = {"bootstrap.servers": sys.argv[1], "client.id": "confluent-kafka-python"}
PATIENCE = 20


def consumer(group, **more):
    return Consumer({
        **SETTINGS, "group.id": group, "enable.auto.commit": False, "auto.offset.reset": "earliest",
        "fetch.wait.max.ms": 50, **{name.replace("_", "."): value for name, value in more.items()}})


def say_record(record):
    if record.error():
        raise RuntimeError(record.error())
    say("record", topic=record.topic(), partition=record.partition(), offset=record.offset(), key=text(record.key()),
        value=text(record.value()), headers=[[key, text(value)] for key, value in record.headers() or []])


class Driver:
    is_polling = False

    def __init__(self):
        self._admin = AdminClient(SETTINGS)
        self._member = None

    def poll(self):
        record = self._member.poll(0.05)
        if record is not None:
            say_record(record)

    def produce(self, topic, codec, records, idempotent):
        problems = []
        producer = Producer({
            **SETTINGS, "compression.type": codec, "linger.ms": 20, "enable.idempotence": idempotent,
            "on_delivery": lambda error, _: problems.append(error) if error else None})
        for record in records:
            producer.produce(topic, key=octets(record["key"]), value=octets(record["value"]),
                             headers=[(name, octets(value)) for name, value in record["headers"]])
        if producer.flush(PATIENCE) or problems:
            raise RuntimeError(f"not all records were delivered: {problems}")
        say("produced")

    def read(self, topic, count, **where):
        reader = consumer("unused")
        reader.assign([TopicPartition(topic, 0, where["from"])])
        for _ in range(count):
            say_record(reader.poll(PATIENCE))
        reader.close()
        say("read")

    def offset(self, topic, time):
        reader = consumer("unused")
        if time < 0:
            low, high = reader.get_watermark_offsets(TopicPartition(topic, 0), PATIENCE)
            found = high if time == -1 else low
        else:
            found = reader.offsets_for_times([TopicPartition(topic, 0, time)], PATIENCE)[0].offset
        reader.close()
        say("offset", offset=found)

    def join(self, topic, group, sessionMs):
        self._member = consumer(group, session_timeout_ms=sessionMs, heartbeat_interval_ms=200)
        self._member.subscribe(
            [topic], on_assign=lambda _, assigned: say("assigned", partitions=[one.partition for one in assigned]))
        self.is_polling = True

    def commit(self):
        self._member.commit(asynchronous=False)
        say("committed")

    def seek(self, topic, partition, offset):
        self._member.seek(TopicPartition(topic, partition, offset))
        say("sought")

    def leave(self):
        self.is_polling = False
        self._member.close()
        say("left")

    def createTopic(self, topic, partitions):
        self._admin.create_topics([NewTopic(topic, partitions, 1)])[topic].result(PATIENCE)
        say("created")

    def listTopics(self):
        say("topics", names=list(self._admin.list_topics(timeout=PATIENCE).topics))

    def describeTopic(self, topic, setting):
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
        say("setting", value=self._admin.describe_configs([resource])[resource].result(PATIENCE)[setting].value)

    def alterTopic(self, topic, setting, value):
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic, set_config={setting: value})
        self._admin.alter_configs([resource])[resource].result(PATIENCE)
        say("altered")

    def createPartitions(self, topic, count):
        self._admin.create_partitions([NewPartitions(topic, count)])[topic].result(PATIENCE)
        say("altered")

    def deleteTopic(self, topic):
        self._admin.delete_topics([topic])[topic].result(PATIENCE)
        say("deleted")

    def listGroups(self):
        say("groups", names=[group.id for group in self._admin.list_groups(timeout=PATIENCE)])

    def describeGroup(self, group, topic):
        described, = self._admin.list_groups(group, timeout=PATIENCE)
        # This version does not decode what a member has been assigned.
        say("group", state=described.state, members=len(described.members), partitions=None)

    def committedOffset(self, group, topic):
        reader = consumer(group)
        found, = reader.committed([TopicPartition(topic, 0)], PATIENCE)
        reader.close()
        say("offset", offset=found.offset)


serve(confluent_kafka.version()[0], Driver())
# Without a farewell to the broker, which the interpreter's shutdown might say.
os._exit(0)
