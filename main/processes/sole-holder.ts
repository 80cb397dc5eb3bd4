/**
 * One process for one folder. Node has no lock that the kernel takes back at a death, so the holder is written down with
 * pid and birth, and whoever comes next looks whether that very process still runs: after `kill -9`, a power cut or a reused
 * pid the folder is free at once (where there is no /proc, a pid that is reused before the next boot holds it still).
 *
 * Each holding is a file with the next number, made whole by link(2), which fails when the name exists. A number is never
 * used again, so nobody can take a dead holding for another's new one; smaller numbers are removed by whoever holds.
 */
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { bornAt, stillRuns } from './born.ts'
import { errorCode } from '../files/durable.ts'

const Holder = v.strictObject({ pid: v.pipe(v.number(), v.integer(), v.minValue(1)), born: v.nullable(v.string()) })

export type Holding = { readonly kind: 'held' } | { readonly kind: 'taken'; readonly pid: number }

/** Takes the folder until this process ends, or says who has it. Throws where the folder cannot be written. */
export function holdAlone(folder: string): Holding {
  const place = join(folder, 'holder')
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const mine = join(place, `new-${String(process.pid)}-${String(Math.trunc(performance.now() * 1000))}`)
  writeFileSync(mine, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }), { mode: 0o600 })
  try {
    for (;;) {
      const newest = Math.max(0, ...numbersIn(place))
      const holder = newest === 0 ? null : holderIn(place, newest)
      if (holder !== null && stillRuns(holder)) return { kind: 'taken', pid: holder.pid }
      const number = newest + 1
      if (!linked(mine, join(place, String(number)))) continue
      // Somebody went past between the look and the link: then this number was free only because it had been removed.
      if (Math.max(...numbersIn(place)) > number) {
        rmSync(join(place, String(number)), { force: true })
        continue
      }
      for (const older of numbersIn(place)) if (older < number) rmSync(join(place, String(older)), { force: true })
      return { kind: 'held' }
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function numbersIn(place: string): readonly number[] {
  return readdirSync(place)
    .filter((name) => /^[1-9]\d{0,14}$/.test(name))
    .map(Number)
}

/** Null for a file that is gone or not ours: it holds nothing. */
function holderIn(place: string, number: number): v.InferOutput<typeof Holder> | null {
  try {
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), Holder),
      readFileSync(join(place, String(number)), 'utf8'),
    )
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}
