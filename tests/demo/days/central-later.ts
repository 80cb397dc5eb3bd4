/**
 * The central on a later day: its own program, on a machine whose clock is `--days-later N` days ahead of this one's.
 * Kiosks take their time from the central, so a kiosk that starts now lives on that day too.
 */
const at = process.argv.indexOf('--days-later')
const days = at < 0 ? 0 : Number(process.argv[at + 1])
if (at >= 0) process.argv.splice(at, 2)
const ahead = days * 86_400_000

const RealDate = Date
class LaterDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(RealDate.now() + ahead)
    // The rest of the constructor is as it was, whatever is given.
    else super(...(given as [number]))
  }
  static override now(): number {
    return RealDate.now() + ahead
  }
}
if (ahead !== 0) globalThis.Date = LaterDate as DateConstructor

await import('../../../central/index.ts')
