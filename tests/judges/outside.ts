/** The judges that nobody here wrote: pyHanko (PyPI), veraPDF and EU DSS (Maven Central), built on first use under out/judges/. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This folder, with the judges' own sources. */
export const here = fileURLToPath(new URL('.', import.meta.url))
/** Where they are built, and what they say is written. */
export const out = fileURLToPath(new URL('../../out/judges/', import.meta.url))

/** Python with pyHanko in it; built on first use. */
export function pyhanko(): string {
  const venv = join(out, 'venv')
  if (!existsSync(join(venv, 'ready'))) {
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' })
    execFileSync(join(venv, 'bin/pip'), ['install', '-q', '-r', join(here, 'pyhanko/requirements.txt')], {
      stdio: 'inherit',
    })
    writeFileSync(join(venv, 'ready'), '')
  }
  return join(venv, 'bin/python')
}

/** What `java` starts one of the two judges with; built again when its source changed. */
export function javaJudge(name: 'verapdf' | 'dss', main: string): readonly string[] {
  const folder = join(out, name)
  const sources = readdirSync(join(here, name), { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.(java|xml)$/.test(one),
  )
  const source = sources.map((one) => readFileSync(join(here, name, one), 'utf8')).join('')
  const built = join(folder, 'target/built-from')
  if (!existsSync(built) || readFileSync(built, 'utf8') !== source) {
    cpSync(join(here, name), folder, { recursive: true })
    execFileSync('mvn', ['-q', '-B', 'package'], { cwd: folder, stdio: 'inherit' })
    writeFileSync(built, source)
  }
  const classpath = readFileSync(join(folder, 'target/classpath'), 'utf8').trim()
  return ['-Xmx512m', '-cp', `${join(folder, 'target/classes')}:${classpath}`, main]
}

/** One verdict a line, as every judge prints it. */
export const lines = (command: string, args: readonly string[]): readonly string[] =>
  spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
    .stdout.split('\n')
    .filter((line) => line.startsWith('PASS') || line.startsWith('FAIL'))
