/**
 * Where the rules read which cell of the policy: the forks of one walk as a tree, with what is read under each answer. A
 * comparison of one cell goes the same way until it reads that cell, so answers under which nobody reads it are left out:
 * there both sides are the same run.
 */
import type { Alternative, Below, Branch } from './engine.ts'

type Taken = { readonly about: string; readonly answer: string }

export class Readings {
  readonly #bits = new Map<string, bigint>()
  #first: Branch | null = null
  #now = new Map<number, bigint>()

  /** The cells that are read on any path. */
  get cells(): ReadonlySet<string> {
    return new Set(this.#bits.keys())
  }

  get first(): Branch | null {
    return this.#first
  }

  /** This run reads the cell after so many forks. */
  read(cell: string, forks: number): void {
    const bit = this.#bits.get(cell) ?? 1n << BigInt(this.#bits.size)
    this.#bits.set(cell, bit)
    this.#now.set(forks, (this.#now.get(forks) ?? 0n) | bit)
  }

  /** A run is over; this is the way it went. */
  end(way: readonly Taken[]): void {
    const below: Below[] = []
    let branch: Branch | null = null
    for (const { about, answer } of way) {
      const parent = below.at(-1)
      branch = parent === undefined ? this.#first : parent.branch
      branch ??= { about, answers: new Map<string, Below>() }
      if (branch.about !== about) throw new Error(`a question about ${about} where one about ${branch.about} was`)
      if (parent === undefined) this.#first = branch
      else parent.branch = branch
      const found = branch.answers.get(answer) ?? { reads: 0n, branch: null }
      branch.answers.set(answer, found)
      below.push(found)
    }
    let reads = 0n
    for (let forks = way.length; forks > 0; forks--) {
      reads |= this.#now.get(forks) ?? 0n
      const at = below[forks - 1]
      if (at !== undefined && (at.reads & reads) !== reads) at.reads |= reads
    }
    this.#now.clear()
  }

  /** The answers of a fork under which the cell may be read; an answer that the walk never met is kept. */
  under(cell: string, branch: Branch, about: string, alternatives: readonly Alternative[]): readonly Alternative[] {
    if (branch.about !== about) throw new Error(`a question about ${about} where one about ${branch.about} was`)
    const bit = this.#bits.get(cell) ?? 0n
    return alternatives.filter(({ name }) => {
      const below = branch.answers.get(name)
      return below === undefined || (below.reads & bit) !== 0n
    })
  }
}
