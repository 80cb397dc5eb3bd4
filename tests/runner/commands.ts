/** How the runner starts things: the Node it runs on, and the tools' own entry files (no shell, no npx). */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Without a slash at its end. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

export function node(args: readonly string[]): Command {
  return { file: process.execPath, args }
}

/** The package's binary of the same name, as its package.json says; svelte-check and others have it under a path of theirs. */
export function tool(name: string, args: readonly string[]): Command {
  const folder = join(root, 'node_modules', name === 'tsc' ? 'typescript' : name)
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const script = typeof bin === 'string' ? bin : bin[name]
  if (script === undefined) throw new Error(`${name} has no binary of its own name`)
  return node([join(folder, script), ...args])
}
