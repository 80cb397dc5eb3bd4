/**
 * How much a file may make the verifier do. Anybody can hand a file in, so each kind of work is counted and has an end:
 * together they keep any file below a second on one core of a small machine.
 */
import type { VerifyPort } from './port.ts'
import { demand } from './refusal.ts'

/** The most of each that one file may cost. A form of four signers, renewed twenty times, stays below a tenth of all but `checks`. */
export const mostWork = {
  /** Values of PDF objects: numbers, names, arrays. */
  values: 200_000,
  /** Bytes of strings in PDF objects. */
  text: 2_000_000,
  /** Numbered objects, over all sections. */
  objects: 20_000,
  /** Signatures looked at by arithmetic; those that were looked at before cost nothing. */
  checks: 250,
  /** Bytes hashed for the seal, for time stamps and for steps. */
  digested: 96 * 1024 * 1024,
  /** Bytes that come out of packed streams. */
  unpacked: 16 * 1024 * 1024,
  /** Bytes of certificates and revocation lists behind the seal. */
  evidence: 2 * 1024 * 1024,
  /** Operators and glyphs of the pages. */
  drawn: 2_000_000,
} as const
export type Cost = keyof typeof mostWork

/** What one file has cost so far. */
export class Work {
  readonly spent: Record<Cost, number> = { values: 0, text: 0, objects: 0, checks: 0, digested: 0, unpacked: 0, evidence: 0, drawn: 0 } // prettier-ignore

  /** Throws a Refusal (`tooLarge`) where the file costs more than any document of ours. */
  spend(what: Cost, amount = 1): void {
    this.spent[what] += amount
    demand(this.spent[what] <= mostWork[what], 'tooLarge', `more ${what} than any document has`)
  }
}

/** The port with each operation counted, and each signature that was looked at remembered by the very bytes it is about. */
export function counted(port: VerifyPort, work: Work): VerifyPort {
  const known = new WeakMap<Uint8Array, Map<string, Promise<boolean>>>()
  const names = new WeakMap<Uint8Array, string>()
  const nameOf = (bytes: Uint8Array): string => {
    const name = names.get(bytes) ?? bytes.join()
    names.set(bytes, name)
    return name
  }
  return {
    digest: (hash, bytes) => {
      work.spend('digested', bytes.length)
      return port.digest(hash, bytes)
    },
    verify: (input) => {
      const { scheme, hash, spki, bytes, signature } = input
      const about = known.get(bytes) ?? new Map<string, Promise<boolean>>()
      known.set(bytes, about)
      const key = `${scheme} ${hash} ${nameOf(spki)} ${nameOf(signature)}`
      const before = about.get(key)
      if (before !== undefined) return before
      work.spend('checks')
      const now = port.verify(input)
      about.set(key, now)
      return now
    },
    verifyEs256: (input) => {
      work.spend('checks')
      return port.verifyEs256(input)
    },
    inflate: (bytes, most) => {
      const left = mostWork.unpacked - work.spent.unpacked
      const unpacked = port.inflate(bytes, Math.min(most, left))
      work.spend('unpacked', unpacked === null ? Math.min(most, left) : unpacked.length)
      return unpacked
    },
  }
}
