// Drives kafkajs. It has none of the codecs but gzip; the others come the way that its documentation names.
import zlib from 'node:zlib'
import { forgetOthers, load, say, serve, text, versionOf } from './commands.mjs'

const {
  Kafka, logLevel, CompressionTypes, CompressionCodecs, AssignerProtocol, ConfigResourceTypes
} = load('kafkajs')
const { lz4Compress, lz4Decompress } = load('@platformatic/wasm-utils')

CompressionCodecs[CompressionTypes.Snappy] = load('kafkajs-snappy')
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async encoder => Buffer.from(lz4Compress(encoder.buffer)),
  decompress: async bytes => Buffer.from(lz4Decompress(bytes))
})
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: async encoder => zlib.zstdCompressSync(encoder.buffer),
  decompress: async bytes => zlib.zstdDecompressSync(bytes)
})
const codecs = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 }

const kafka = new Kafka({
  clientId: 'kafkajs',
  brokers: [process.argv[2]],
  logLevel: logLevel.NOTHING,
  retry: { initialRetryTime: 50 }
})
const admin = kafka.admin()
let isAdminConnected = false
let member

async function connectedAdmin () {
  if (!isAdminConnected) await admin.connect()
  isAdminConnected = true
  return admin
}

function sayRecord (topic, partition, message) {
  const headers = Object.entries(message.headers ?? {}).map(([key, value]) => [key, text(value)])
  say('record', {
    topic, partition, offset: Number(message.offset), key: text(message.key), value: text(message.value), headers
  })
}

function consumer (groupId, sessionTimeout) {
  // Heartbeats are sent between two fetches only, so a fetch may not wait for long.
  return kafka.consumer({
    groupId, sessionTimeout, rebalanceTimeout: 10000, heartbeatInterval: 200, maxWaitTimeInMs: 100
  })
}

await serve(versionOf('kafkajs'), {
  async produce ({ topic, codec, records, idempotent }) {
    const producer = kafka.producer({ idempotent, maxInFlightRequests: 5 })
    await producer.connect()
    const messages = records.map(record => ({ ...record, headers: Object.fromEntries(record.headers) }))
    await producer.send({ topic, acks: -1, compression: codecs[codec], messages })
    await producer.disconnect()
    say('produced')
  },

  // There is no reading without a group.
  async read ({ topic, from, count }) {
    const reader = consumer(`read-${Date.now()}`, 10000)
    await reader.connect()
    await reader.subscribe({ topic, fromBeginning: true })
    let left = count
    const done = new Promise(resolve => {
      reader.run({
        autoCommit: false,
        eachMessage: async ({ partition, message }) => {
          if (left > 0 && Number(message.offset) >= from) {
            sayRecord(topic, partition, message)
            left--
          }
          if (left === 0) resolve()
        }
      })
    })
    if (from > 0) reader.seek({ topic, partition: 0, offset: String(from) })
    await done
    await reader.disconnect()
    say('read')
  },

  async offset ({ topic, time }) {
    const found = time < 0
      ? await (await connectedAdmin()).fetchTopicOffsets(topic)
      : await (await connectedAdmin()).fetchTopicOffsetsByTimestamp(topic, time)
    say('offset', { offset: Number(time === -2 ? found[0].low : found[0].offset) })
  },

  async join ({ topic, group, sessionMs }) {
    member = { topic, next: new Map(), consumer: consumer(group, sessionMs) }
    const { consumer: joining, next } = member
    joining.on(joining.events.GROUP_JOIN, ({ payload }) => {
      const partitions = payload.memberAssignment[topic] ?? []
      forgetOthers(next, partitions)
      say('assigned', { partitions })
    })
    await joining.connect()
    await joining.subscribe({ topic, fromBeginning: true })
    await joining.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        sayRecord(topic, partition, message)
        next.set(partition, Number(message.offset) + 1)
      }
    })
  },

  async commit () {
    await member.consumer.commitOffsets([...member.next].map(([partition, offset]) =>
      ({ topic: member.topic, partition, offset: String(offset) })))
    say('committed')
  },

  async seek ({ partition, offset }) {
    member.consumer.seek({ topic: member.topic, partition, offset: String(offset) })
    say('sought')
  },

  async leave () {
    await member.consumer.disconnect()
    say('left')
  },

  async createTopic ({ topic, partitions }) {
    await (await connectedAdmin()).createTopics({ topics: [{ topic, numPartitions: partitions }] })
    say('created')
  },

  async listTopics () {
    say('topics', { names: await (await connectedAdmin()).listTopics() })
  },

  async describeTopic ({ topic, setting }) {
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic }]
    const { resources: [described] } = await (await connectedAdmin()).describeConfigs({ resources })
    say('setting', { value: described.configEntries.find(entry => entry.configName === setting).configValue })
  },

  async alterTopic ({ topic, setting, value }) {
    const configEntries = [{ name: setting, value }]
    await (await connectedAdmin()).alterConfigs({
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }]
    })
    say('altered')
  },

  async createPartitions ({ topic, count }) {
    await (await connectedAdmin()).createPartitions({ topicPartitions: [{ topic, count }] })
    say('altered')
  },

  async deleteTopic ({ topic }) {
    await (await connectedAdmin()).deleteTopics({ topics: [topic] })
    say('deleted')
  },

  async listGroups () {
    const { groups } = await (await connectedAdmin()).listGroups()
    say('groups', { names: groups.map(group => group.groupId) })
  },

  async describeGroup ({ group, topic }) {
    const { groups: [described] } = await (await connectedAdmin()).describeGroups([group])
    const partitions = described.members.flatMap(one =>
      AssignerProtocol.MemberAssignment.decode(one.memberAssignment)?.assignment[topic] ?? [])
    say('group', { state: described.state, members: described.members.length, partitions })
  },

  async committedOffset ({ group, topic }) {
    const [found] = await (await connectedAdmin()).fetchOffsets({ groupId: group, topics: [topic] })
    const partition = found.partitions.find(one => one.partition === 0)
    say('offset', { offset: Number(partition.offset) })
  },

  async deleteGroup ({ group }) {
    await (await connectedAdmin()).deleteGroups([group])
    say('deleted')
  }
})
