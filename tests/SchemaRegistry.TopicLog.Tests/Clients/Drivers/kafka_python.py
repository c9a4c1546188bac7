"""Drives kafka-python."""
import os
import sys

from commands import missing, octets, say, serve, text

try:
    import kafka
    from kafka import ConsumerRebalanceListener, KafkaConsumer, KafkaProducer, TopicPartition
    from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewPartitions, NewTopic
    import lz4, snappy, zstandard  # noqa: F401
except ImportError as error:
    missing(f"Debian's module {error.name}")

SETTINGS = {"bootstrap_servers": sys.argv[1], "client_id": "kafka-python"}


class Assignments(ConsumerRebalanceListener):
    def on_partitions_revoked(self, revoked):
        pass

    def on_partitions_assigned(self, assigned):
        say("assigned", partitions=[one.partition for one in assigned])


def say_record(record):
    say("record", topic=record.topic, partition=record.partition, offset=record.offset, key=text(record.key),
        value=text(record.value), headers=[[key, text(value)] for key, value in record.headers])


class Driver:
    is_polling = False

    def __init__(self):
        self._admin = None
        self._member = None

    @property
    def admin(self):
        if self._admin is None:
            self._admin = KafkaAdminClient(**SETTINGS)
        return self._admin

    def poll(self):
        for records in self._member.poll(timeout_ms=50).values():
            for record in records:
                say_record(record)

    def produce(self, topic, codec, records, idempotent):
        # This version knows no idempotence.
        producer = KafkaProducer(
            **SETTINGS, acks="all", compression_type=None if codec == "none" else codec, linger_ms=20)
        sent = [
            producer.send(topic, key=octets(record["key"]), value=octets(record["value"]),
                          headers=[(name, octets(value)) for name, value in record["headers"]])
            for record in records]
        producer.flush()
        for one in sent:
            one.get(timeout=20)
        producer.close()
        say("produced")

    def read(self, topic, count, **where):
        reader = KafkaConsumer(**SETTINGS, fetch_max_wait_ms=50)
        place = TopicPartition(topic, 0)
        reader.assign([place])
        if where["from"] > 0:
            reader.seek(place, where["from"])
        else:
            reader.seek_to_beginning(place)
        for _ in range(count):
            say_record(next(reader))
        reader.close()
        say("read")

    def offset(self, topic, time):
        reader = KafkaConsumer(**SETTINGS)
        place = TopicPartition(topic, 0)
        if time == -1:
            found = reader.end_offsets([place])[place]
        elif time == -2:
            found = reader.beginning_offsets([place])[place]
        else:
            at = reader.offsets_for_times({place: time})[place]
            found = -1 if at is None else at.offset
        reader.close()
        say("offset", offset=found)

    def join(self, topic, group, sessionMs):
        self._member = KafkaConsumer(
            **SETTINGS, group_id=group, enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=50,
            session_timeout_ms=sessionMs, heartbeat_interval_ms=200, max_poll_interval_ms=10000)
        self._member.subscribe([topic], listener=Assignments())
        self.is_polling = True

    def commit(self):
        self._member.commit()
        say("committed")

    def seek(self, topic, partition, offset):
        self._member.seek(TopicPartition(topic, partition), offset)
        say("sought")

    def leave(self):
        self.is_polling = False
        self._member.close(autocommit=False)
        say("left")

    def createTopic(self, topic, partitions):
        self.admin.create_topics([NewTopic(topic, partitions, 1)])
        say("created")

    def listTopics(self):
        say("topics", names=self.admin.list_topics())

    def describeTopic(self, topic, setting):
        answer, = self.admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
        entries = answer.resources[0][4]
        say("setting", value=next(entry[1] for entry in entries if entry[0] == setting))

    def alterTopic(self, topic, setting, value):
        self.admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs={setting: value})])
        say("altered")

    def createPartitions(self, topic, count):
        self.admin.create_partitions({topic: NewPartitions(count)})
        say("altered")

    def deleteTopic(self, topic):
        self.admin.delete_topics([topic])
        say("deleted")

    def listGroups(self):
        say("groups", names=[name for name, _ in self.admin.list_consumer_groups()])

    def describeGroup(self, group, topic):
        described = self.admin.describe_consumer_groups([group])[0]
        partitions = [
            partition for member in described.members if member.member_assignment
            for name, owned in member.member_assignment.assignment if name == topic for partition in owned]
        say("group", state=described.state, members=len(described.members), partitions=partitions)

    def committedOffset(self, group, topic):
        offsets = self.admin.list_consumer_group_offsets(group)
        say("offset", offset=offsets[TopicPartition(topic, 0)].offset)

    def deleteGroup(self, group):
        (_, error), = self.admin.delete_consumer_groups([group])
        if error is not kafka.errors.NoError:
            raise error(group)
        say("deleted")


serve(kafka.__version__, Driver())
# Without a farewell to the broker, which the interpreter's shutdown might say.
os._exit(0)
