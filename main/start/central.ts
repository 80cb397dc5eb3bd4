/** Starts the embedded central as a process of its own and waits for its one line. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as v from 'valibot'

export const CentralReady = v.object({
  ready: v.literal(true),
  kiosk: v.string(),
  staff: v.string(),
  enrolmentCode: v.string(),
  logins: v.array(v.object({ name: v.string(), password: v.string(), role: v.string() })),
  /** Invented people to practise with: their documents and what the clerk needs to know. */
  samples: v.array(
    v.object({
      title: v.string(),
      mrz: v.array(v.string()),
      facts: v.array(v.object({ label: v.string(), value: v.string() })),
    }),
  ),
})
export type CentralReady = v.InferOutput<typeof CentralReady>

/**
 * Training only: synthetic patients, loopback, ports that are free. It ends with this process, however that ends.
 * Rejects when it exits before it is ready.
 */
export async function startCentral(options: {
  readonly entry: string
  readonly data: string
  readonly extra: readonly string[]
}): Promise<{ readonly child: ChildProcess; readonly ready: CentralReady }> {
  const args = [options.entry, '--data', options.data, '--training', '--with-parent', ...options.extra]
  // Nothing is ever written to its stdin: its end is what the central waits for.
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ready = await new Promise<CentralReady>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The central stopped with exit code ${String(code)}`)))
    child.once('error', reject)
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), CentralReady), line)
      if (parsed.success) resolve(parsed.output)
    })
  })
  return { child, ready }
}
