/** Two whole visits by keys alone, and the proof that nothing of the first one lives while the second one runs. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { playDemo } from '../demo/play.ts'
import type { ScannedProcess } from '../demo/report.ts'
import { root } from '../runner/commands.ts'
import { host } from './stage.ts'

/** Only root may look into the memory of sandboxed processes. */
const mayScan = process.getuid?.() === 0

test.runIf(mayScan)(
  `${host}: while the second visitor reads, nothing of the first one is left in memory or files, and the evidence holds`,
  { timeout: 240_000 },
  async () => {
    const out = join(root, 'out/test/demo', host)
    const { during, after } = await playDemo({ host, out })
    const copies = (processes: readonly ScannedProcess[], role: ScannedProcess['role']) =>
      processes.filter((each) => each.role === role).reduce((sum, each) => sum + each.copies, 0)
    expect(copies(during.processes, 'session')).toBeGreaterThan(0)
    expect(copies(during.processes, 'renderer')).toBeGreaterThan(0)
    expect(copies(during.processes, 'main')).toBe(0)
    expect(after.processes.filter((each) => each.copies > 0)).toEqual([])
    expect(after.filesWithMarkers).toEqual([])
    const checked = spawnSync(process.execPath, [join(root, 'tests/demo/check.ts'), out], { encoding: 'utf8' })
    expect(checked.status, checked.stdout + checked.stderr).toBe(0)
  },
)
