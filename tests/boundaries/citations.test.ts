/** A comment that names a page names one that a reader of this repository can open. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../runner/commands.ts'

const rooms = 'build,central,domain,main,paper,preload,renderer,session,tests,tools'

test('every page of Markdown that code or a document names is there', () => {
  const files = globSync([`{${rooms}}/**/*.{ts,svelte,css,mjs}`, '*.md', 'docs/**/*.md'], { cwd: root })
  expect(files.length).toBeGreaterThan(500)
  const missing = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?<![\w*./{}$-])([\w./-]*[\w-]+\.md)\b/g)]
      .map(([, page = '']) => page)
      .filter((page) => !page.startsWith('http') && !there({ file, page }))
      .map((page) => `${file}: ${page}`),
  )
  expect(missing).toEqual([])
})

/** From the top, beside the file that names it, or beside the pages that the tool writes. */
function there({ file, page }: { file: string; page: string }): boolean {
  return ['', dirname(file), 'docs/rules'].some((folder) => existsSync(join(root, folder, page)))
}
