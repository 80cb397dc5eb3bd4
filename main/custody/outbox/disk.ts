/** What the outbox asks of a disk: few verbs, so that tests can lose, tear and refuse every one of them. */
import { writeSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, statfs, unlink, type FileHandle } from 'node:fs/promises'
import { syncFolder } from '../../files/durable.ts'

export interface DiskFile {
  /** Writes all bytes from the start of the file. */
  write(bytes: Uint8Array): Promise<void>
  /** fsync: after this the content survives a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
}

export interface Disk {
  makeFolder(path: string): Promise<void>
  /** Names in the folder, in no order. */
  list(folder: string): Promise<readonly string[]>
  read(path: string): Promise<Buffer>
  /** A new empty file that only this account may read; rejects when the name exists. */
  create(path: string): Promise<DiskFile>
  move(options: { readonly from: string; readonly to: string }): Promise<void>
  remove(path: string): Promise<void>
  /** Makes names made, moved and removed in this folder survive a power cut. */
  syncFolder(path: string): Promise<void>
  /** Bytes that this account may still write there. */
  free(path: string): Promise<number>
}

class RealFile implements DiskFile {
  readonly #handle: FileHandle
  constructor(handle: FileHandle) {
    this.#handle = handle
  }
  /**
   * Into the page cache and not to the disk yet: under a millisecond for the largest envelope, so it is not worth the way
   * to another thread and back, which would be a third of an acknowledgement.
   */
  async write(bytes: Uint8Array): Promise<void> {
    let written = 0
    while (written < bytes.length) {
      written += writeSync(this.#handle.fd, bytes, written, bytes.length - written, written)
    }
  }
  sync(): Promise<void> {
    return this.#handle.sync()
  }
  close(): Promise<void> {
    return this.#handle.close()
  }
}

/** The machine's disk. Folders 0700, files 0600. */
export const realDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  list: (folder) => readdir(folder),
  read: (path) => readFile(path),
  create: async (path) => new RealFile(await open(path, 'wx', 0o600)),
  move: ({ from, to }) => rename(from, to),
  remove: (path) => unlink(path),
  syncFolder,
  free: async (path) => {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  },
}
