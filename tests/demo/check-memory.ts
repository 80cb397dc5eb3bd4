/** The scans: they found the markers where a visit lives, and nowhere afterwards. */
import type { CheckOptions } from './findings.ts'
import type { Scan } from './report.ts'

export function checkMemory({ report, findings }: CheckOptions): void {
  const { during, after, markers } = report
  const copies = (scan: Scan, role: string): number =>
    scan.processes.filter((each) => each.role === role).reduce((sum, each) => sum + each.copies, 0)
  findings.say('there are markers to look for', markers.length >= 8 && markers.every(({ length }) => length >= 9), markers.length) // prettier-ignore
  findings.say('the scan finds them in the living session', copies(during, 'session') > 0, copies(during, 'session'))
  findings.say('the scan finds them in the living renderer', copies(during, 'renderer') > 0, copies(during, 'renderer'))
  findings.say('main never holds one', copies(during, 'main') + copies(after, 'main') === 0)
  if (report.host === 'electron') {
    const helpers = during.processes.filter(({ role, copies: found }) => role === 'helper' && found > 0)
    findings.say('in Electron no helper process holds one either', helpers.length === 0, helpers.map(({ program }) => program).join(', ')) // prettier-ignore
  }
  findings.say('the next visitor’s spare session holds none', copies(during, 'spare session') === 0)
  const left = after.processes.filter(({ copies: found }) => found > 0)
  findings.say('during the second visit no process holds one', left.length === 0, left.map(({ pid, role, program, copies: found }) => `${program} ${pid} ${role}: ${found}`).join(', ') || `${after.processes.length} processes`) // prettier-ignore
  for (const [when, scan] of [
    ['first', during],
    ['second', after],
  ] as const) {
    // prettier-ignore
    const roles = ['main', 'session', 'renderer'].filter((role) => scan.processes.some((each) => each.role === role && each.bytes > 1_000_000)) // prettier-ignore
    findings.say(`in the ${when} visit main, session and renderer were really read`, roles.length === 3 && scan.processes.every(({ bytes }) => bytes > 0), `${Math.round(scan.processes.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6)} MB`) // prettier-ignore
  }
  findings.say('no file of the kiosk holds one afterwards', after.filesWithMarkers.length === 0, after.filesWithMarkers.join(', ') || `${after.filesRead} files`) // prettier-ignore
  findings.say('the state folder holds none during the visit', !during.filesWithMarkers.some((file) => file.startsWith('kiosk/')), during.filesWithMarkers.join(', ')) // prettier-ignore
  const others = new Set(report.notTheKiosk.map(({ pid }) => pid))
  findings.say('what is not the kiosk is named and was not scanned', others.size > 0 && after.processes.every(({ pid }) => !others.has(pid)), others.size) // prettier-ignore
}
