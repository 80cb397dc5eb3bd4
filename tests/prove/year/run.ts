/** One year in this process, for `npm run prove:year`: figures as one JSON line, or what must not have happened and exit 1. */
import { liveThrough } from './year.ts'

const [days = '400', seed = '1', formEvery = '20'] = process.argv.slice(2)
const begun = performance.now()
try {
  const figures = await liveThrough({ days: Number(days), seed: Number(seed), formEvery: Number(formEvery) })
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  process.stdout.write(`${JSON.stringify({ ...figures, seconds })}\n`)
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`)
  if (process.env['BALIE_TRACE'] !== undefined)
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`)
  process.exit(1)
}
