/** Kiosks renew their keys: each set that they ever had is kept, and who waits for a person's yes after a long absence. */
import { X509Certificate } from 'node:crypto'
import * as v from 'valibot'
import type { Migration } from './migration.ts'

const schema = `
  CREATE TABLE device_keys (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    auth TEXT NOT NULL,
    log TEXT NOT NULL,
    seal TEXT NOT NULL,
    seal_chain TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    used_at INTEGER,
    replaced_at INTEGER
  ) STRICT;
  CREATE INDEX device_keys_device ON device_keys (device);
  CREATE TABLE device_recovery (
    device TEXT PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    approved_until INTEGER
  ) STRICT;`

const Earlier = v.object({
  device: v.string(),
  auth: v.string(),
  log: v.string(),
  seal: v.string(),
  seal_chain: v.string(),
  enrolled_at: v.string(),
})

export const deviceKeys: Migration = (database) => {
  database.exec(schema)
  const insert = database.prepare(
    'INSERT INTO device_keys (device, auth, log, seal, seal_chain, since, until, used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  // A kiosk from before has one set, which holds as long as its seal certificate.
  for (const row of database.prepare('SELECT * FROM devices').all()) {
    const { device, auth, log, seal, seal_chain, enrolled_at } = v.parse(Earlier, row)
    const since = Date.parse(enrolled_at)
    const until = Date.parse(new X509Certificate(seal_chain).validTo)
    insert.run(device, auth, log, seal, seal_chain, since, until, since)
  }
}
