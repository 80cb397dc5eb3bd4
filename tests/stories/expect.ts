/** Writes `expected/samples.json` anew from `out/stories/report.json`, to be read line by line before it is kept. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { root } from '../runner/commands.ts'

const Items = v.array(v.object({ id: v.string(), result: v.string() }))
const Report = v.object({ stories: v.array(v.object({ id: v.string(), items: Items })), pairs: Items })

const { stories, pairs } = v.parse(
  v.pipe(v.string(), v.parseJson(), Report),
  readFileSync(join(root, 'out/stories/report.json'), 'utf8'),
)
const by = (result: string): object =>
  Object.fromEntries(
    stories
      .map(({ id, items }) => [id, items.filter((one) => one.result === result).map((one) => one.id)] as const)
      .filter(([, ids]) => ids.length > 0),
  )
const expected = {
  differs: by('differs'),
  notRun: by('notRun'),
  pairs: Object.fromEntries(pairs.map(({ id, result }) => [id, result])),
}
mkdirSync(join(root, 'tests/stories/expected'), { recursive: true })
writeFileSync(join(root, 'tests/stories/expected/samples.json'), `${JSON.stringify(expected, null, 2)}\n`)
