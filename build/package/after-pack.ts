/** electron-builder's hook after packing and before signing: takes out Electron's own loader and sets the fuses. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import { fusesFor } from './fuses.ts'

interface Packed {
  readonly appOutDir: string
  readonly packager: { readonly executableName: string; readonly appInfo: { readonly productFilename: string } }
  readonly electronPlatformName: string
}

/** @throws Error when the wire has a fuse that is not named, or lacks one: then nothing is packaged. */
export default async function afterPack({ appOutDir, packager, electronPlatformName }: Packed): Promise<void> {
  const windows = electronPlatformName === 'win32'
  const name = windows ? `${packager.appInfo.productFilename}.exe` : packager.executableName
  rmSync(join(appOutDir, 'resources/default_app.asar'), { force: true })
  const kind = process.env['BALIE_APP_FOLDER'] === 'app' ? 'product' : 'testRuntime'
  await flipFuses(join(appOutDir, name), fusesFor(kind))
}
