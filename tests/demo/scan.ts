/** One look into the kiosk's whole process tree and into every file of the user it runs as. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { treeOf } from '../../main/host/browser/process-tree.ts'
import { scanFolder, scanProcess } from '../support/memory-scan.ts'
import type { Kiosk, Scene } from '../support/scene.ts'
import type { Scan, ScannedProcess } from './report.ts'

/** The central's folder holds the markers by right; everything else in the run's folder is the kiosk's. */
const kioskFolders = ['kiosk', 'home', 'run', 'tmp', 'config', 'cache'] as const

/** Throws when a process may not be read. One that ends while it is read was not there. */
export async function scanKiosk(options: {
  readonly scene: Scene
  readonly kiosk: Kiosk
  readonly markers: readonly string[]
  readonly step: string
}): Promise<Scan> {
  const { scene, kiosk, markers, step } = options
  const started = Date.now()
  const session = await kiosk.sessionPid()
  const processes: ScannedProcess[] = []
  for (const pid of treeOf(kiosk.pid)) {
    try {
      const role = pid === kiosk.pid ? 'main' : pid === session ? 'session' : roleOf(pid)
      processes.push({ ...scanProcess(pid, markers), role })
    } catch (error) {
      if (treeOf(kiosk.pid).includes(pid)) throw error
    }
  }
  const folders = kioskFolders.map((name) => join(scene.folders.folder, name))
  return {
    at: new Date(started).toISOString(),
    milliseconds: Date.now() - started,
    step,
    processes,
    filesWithMarkers: folders
      .flatMap((folder) => scanLivingFolder(folder, markers))
      .map((path) => relative(scene.folders.folder, path)),
    filesRead: folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })).length,
  }
}

/** The browser makes and removes files all the time: a file that went away between listing and reading, again. */
function scanLivingFolder(folder: string, markers: readonly string[]): readonly string[] {
  for (let tries = 0; ; tries += 1) {
    try {
      return scanFolder(folder, markers)
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}

/** By the command line, as `sessionOf` of the scene does. */
function roleOf(pid: number): ScannedProcess['role'] {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  if (command.includes('--rehearsal-origin=') || command.includes('node.mojom.NodeService')) return 'spare session'
  return command.includes('--type=renderer') ? 'renderer' : 'helper'
}

/** The tree below this program without the kiosk's. */
export function notTheKiosk(kiosk: Kiosk): readonly { readonly pid: number; readonly program: string }[] {
  const kioskTree = new Set(treeOf(kiosk.pid))
  return treeOf(process.pid)
    .filter((pid) => !kioskTree.has(pid))
    .flatMap((pid) => {
      try {
        return [{ pid, program: readFileSync(`/proc/${pid}/comm`, 'utf8').trim() }]
      } catch {
        return []
      }
    })
}
