// What the JavaScript drivers share: commands come as lines of JSON, one after the other, and what was seen goes out as
// lines of JSON. A driver is a table from the name of a command to a function, and has no opinion: tests have.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

// Searches NODE_PATH too, which an import does not.
const require = createRequire(import.meta.url)

export function say (event, facts = {}) {
  process.stdout.write(JSON.stringify({ event, ...facts }) + '\n')
}

/** Loads a package, or says that it is missing and ends. */
export function load (name) {
  try {
    return require(name)
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error
    say('missing', { what: `the npm package ${name}` })
    process.exit(0)
  }
}

export function versionOf (name) {
  return JSON.parse(readFileSync(`${process.env.NODE_PATH}/${name}/package.json`)).version
}

/** A text or null, of what a client hands out for keys, values and headers. */
export function text (bytes) {
  return bytes === null || bytes === undefined ? null : bytes.toString()
}

/** Drops the positions in partitions that a member does not have any more: they are others' to commit. */
export function forgetOthers (positions, assigned) {
  for (const partition of positions.keys()) {
    if (!assigned.includes(partition)) positions.delete(partition)
  }
}

/** Serves commands until the input ends; the process then ends without a farewell to the broker. */
export async function serve (version, commands) {
  process.on('unhandledRejection', error => fail('nothing', error))
  say('ready', { version })
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line)
    try {
      await commands[command.do](command)
    } catch (error) {
      fail(command.do, error)
    }
  }
  process.exit(0)
}

function fail (during, error) {
  say('failed', { during, error: String(error?.stack ?? error) })
}
