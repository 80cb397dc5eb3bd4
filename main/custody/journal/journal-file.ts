/** An append-only file of lines, fsynced before it says yes. A last line that a power cut tore is kept aside, not read. */
import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../../files/durable.ts'

/** Bytes read from the end: more than any two lines of the journal. */
const tail = 65_536

export class JournalFile {
  readonly #path: string
  #handle: FileHandle
  #size: number
  #last: string | null

  private constructor(options: { path: string; handle: FileHandle; size: number; last: string | null }) {
    this.#path = options.path
    this.#handle = options.handle
    this.#size = options.size
    this.#last = options.last
  }

  /** Opens or makes the file (0600). A torn last line is copied to `<path>.torn` and cut off. */
  static async open(path: string): Promise<JournalFile> {
    const handle = await open(path, 'a+', 0o600)
    await syncFolder(dirname(path))
    const { size } = await handle.stat()
    const from = Math.max(0, size - tail)
    const bytes = Buffer.alloc(size - from)
    await handle.read(bytes, 0, bytes.length, from)
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end < bytes.length) {
      const torn = await open(`${path}.torn`, 'a', 0o600)
      await torn.write(bytes, end)
      await torn.close()
      await handle.truncate(from + end)
      await handle.sync()
    }
    const lines = bytes.toString('latin1', 0, Math.max(0, end - 1)).split('\n')
    const last = lines[lines.length - 1] ?? ''
    return new JournalFile({ path, handle, size: from + end, last: last === '' ? null : last })
  }

  /** The last complete line; null in a new file. */
  get last(): string | null {
    return this.#last
  }

  /**
   * Resolves when the line is on the disk. After a failure the file is cut back to what was good and opened anew, so
   * that no half line stands before the next; when that fails too, every later append rejects.
   */
  async append(line: string): Promise<void> {
    const bytes = Buffer.from(`${line}\n`, 'latin1')
    try {
      await this.#handle.write(bytes)
      await this.#handle.sync()
    } catch (error) {
      await this.#handle.truncate(this.#size).catch(() => undefined)
      await this.#handle.close().catch(() => undefined)
      this.#handle = await open(this.#path, 'a+', 0o600)
      throw error
    }
    this.#size += bytes.length
    this.#last = line
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}
