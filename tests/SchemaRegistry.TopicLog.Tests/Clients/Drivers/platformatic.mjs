// Drives @platformatic/kafka.
import { forgetOthers, load, say, serve, text, versionOf } from './commands.mjs'

const {
  Admin, ConfigResourceTypes, Consumer, IncrementalAlterConfigOperationTypes, Producer
} = load('@platformatic/kafka')
const options = { clientId: 'platformatic', bootstrapBrokers: [process.argv[2]], retryDelay: 50 }
const admin = new Admin(options)
let member

function sayRecord (message) {
  say('record', {
    topic: message.topic,
    partition: message.partition,
    offset: Number(message.offset),
    key: text(message.key),
    value: text(message.value),
    headers: [...message.headers].map(([key, value]) => [text(key), text(value)])
  })
}

function bytes (value) {
  return value === null ? null : Buffer.from(value)
}

function consumer (groupId, sessionTimeout) {
  return new Consumer({
    ...options,
    groupId,
    sessionTimeout,
    rebalanceTimeout: 10000,
    heartbeatInterval: 200,
    autocommit: false,
    maxWaitTime: 100
  })
}

function offsetsOf (topic, next) {
  return [...next].map(([partition, offset]) => ({ topic, partition, offset, leaderEpoch: 0 }))
}

async function open (mode) {
  const { topic, next } = member
  const stream = await member.consumer.consume({ topics: [topic], fallbackMode: 'earliest', ...mode })
  stream.on('data', message => {
    sayRecord(message)
    next.set(message.partition, message.offset + 1n)
  })
  // A fetch that was under way still delivers records of partitions that the member has lost, and only then does the
  // next one begin at the committed offsets: the assignment counts from there on.
  stream.on('offsets', () => {
    member.hasOffsets = member.assigned !== undefined
  })
  stream.on('fetch', () => {
    if (!member.hasOffsets) return
    say('assigned', { partitions: member.assigned })
    Object.assign(member, { assigned: undefined, hasOffsets: false })
  })
  stream.on('error', error => say('failed', { during: 'consume', error: String(error?.stack ?? error) }))
  member.stream = stream
}

await serve(versionOf('@platformatic/kafka'), {
  async produce ({ topic, codec, records, idempotent }) {
    const producer = new Producer({ ...options, autocreateTopics: true, idempotent })
    const messages = records.map(({ key, value, headers }) => ({
      topic,
      key: bytes(key) ?? undefined,
      value: bytes(value) ?? undefined,
      headers: new Map(headers.map(([name, content]) => [bytes(name), bytes(content)]))
    }))
    await producer.send({ messages, acks: -1, compression: codec })
    await producer.close()
    say('produced')
  },

  // There is no reading without a group.
  async read ({ topic, from, count }) {
    const reader = consumer(`read-${Date.now()}`, 10000)
    const stream = await reader.consume({
      topics: [topic],
      mode: from > 0 ? 'manual' : 'earliest',
      offsets: from > 0 ? [{ topic, partition: 0, offset: BigInt(from) }] : undefined
    })
    let left = count
    for await (const message of stream) {
      sayRecord(message)
      if (--left === 0) break
    }
    await reader.close(true)
    say('read')
  },

  async offset ({ topic, time }) {
    const partitions = [{ partitionIndex: 0, timestamp: BigInt(time) }]
    const [found] = await admin.listOffsets({ topics: [{ name: topic, partitions }] })
    say('offset', { offset: Number(found.partitions[0].offset) })
  },

  async join ({ topic, group, sessionMs }) {
    member = { topic, next: new Map(), consumer: consumer(group, sessionMs) }
    member.consumer.on('consumer:group:join', ({ assignments }) => {
      const partitions = assignments.flatMap(assignment => assignment.partitions)
      forgetOthers(member.next, partitions)
      Object.assign(member, { assigned: partitions, hasOffsets: false })
    })
    await open({ mode: 'committed' })
  },

  async commit () {
    await member.consumer.commit({ offsets: offsetsOf(member.topic, member.next) })
    say('committed')
  },

  // A stream can not seek; another one begins elsewhere.
  async seek ({ partition, offset }) {
    await member.stream.close()
    member.next.set(partition, BigInt(offset))
    await open({ mode: 'manual', offsets: offsetsOf(member.topic, member.next) })
    say('sought')
  },

  async leave () {
    await member.consumer.close(true)
    say('left')
  },

  async createTopic ({ topic, partitions }) {
    await admin.createTopics({ topics: [topic], partitions, replicas: 1 })
    say('created')
  },

  async listTopics () {
    say('topics', { names: await admin.listTopics() })
  },

  async describeTopic ({ topic, setting }) {
    const resources = [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configurationKeys: [setting] }]
    const [described] = await admin.describeConfigs({ resources })
    say('setting', { value: described.configs.find(entry => entry.name === setting).value })
  },

  async alterTopic ({ topic, setting, value }) {
    const configs = [{ name: setting, configOperation: IncrementalAlterConfigOperationTypes.SET, value }]
    await admin.incrementalAlterConfigs({
      resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configs }]
    })
    say('altered')
  },

  async createPartitions ({ topic, count }) {
    await admin.createPartitions({ topics: [{ name: topic, count }] })
    say('altered')
  },

  async deleteTopic ({ topic }) {
    await admin.deleteTopics({ topics: [topic] })
    say('deleted')
  },

  async listGroups () {
    say('groups', { names: [...(await admin.listGroups()).keys()] })
  },

  async describeGroup ({ group, topic }) {
    const described = (await admin.describeGroups({ groups: [group] })).get(group)
    const members = [...described.members.values()]
    const partitions = members.flatMap(one => one.assignments?.get(topic)?.partitions ?? [])
    say('group', { state: described.state, members: members.length, partitions })
  },

  async committedOffset ({ group, topic }) {
    const groups = [{ groupId: group, topics: [{ name: topic, partitionIndexes: [0] }] }]
    const [found] = await admin.listConsumerGroupOffsets({ groups })
    say('offset', { offset: Number(found.topics[0].partitions[0].committedOffset) })
  },

  async deleteGroup ({ group }) {
    await admin.deleteGroups({ groups: [group] })
    say('deleted')
  }
})
