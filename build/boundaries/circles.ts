/** Circles in a graph: groups of nodes of which each leads to each other (Tarjan 1972, strongly connected components). */
import type { Graph } from './graph.ts'

/** @returns each circle's members, sorted; a node that only imports itself is one too. Largest circle first. */
export function circlesOf({ files, arrows }: Graph): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>(files.map((file) => [file, new Set()]))
  for (const { from, to } of arrows) next.get(from)?.add(to)

  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []

  const visit = (node: string): void => {
    order.set(node, order.size)
    low.set(node, order.size - 1)
    stack.push(node)
    for (const to of next.get(node) ?? []) {
      if (!order.has(to)) visit(to)
      if (stack.includes(to)) low.set(node, Math.min(low.get(node) ?? 0, low.get(to) ?? 0))
    }
    if (low.get(node) !== order.get(node)) return
    const members = stack.splice(stack.indexOf(node))
    if (members.length > 1 || next.get(node)?.has(node)) circles.push(members.sort())
  }
  for (const file of files) if (!order.has(file)) visit(file)
  return circles.sort((a, b) => b.length - a.length)
}

/** Pairs of nodes that import each other directly, as "a ⇄ b", sorted. */
export function pairsOf({ arrows }: Graph): readonly string[] {
  const all = new Set(arrows.map(({ from, to }) => `${from} ${to}`))
  const pairs = arrows.filter(({ from, to }) => from < to && all.has(`${to} ${from}`))
  return [...new Set(pairs.map(({ from, to }) => `${from} ⇄ ${to}`))].sort()
}
