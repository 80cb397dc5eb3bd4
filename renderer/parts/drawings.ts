/** The drawings of docs/look.md and their boxes, width and height in u. */
export const drawings = {
  welcome: [205, 178],
  tongues: [190, 84],
  people: [210, 96],
  agreement: [200, 92],
  kiosk: [140, 130],
  handOver: [205, 150],
  card: [205, 150],
  parentChild: [150, 96],
  child: [120, 96],
  reviewPeople: [200, 96],
  pen: [170, 84],
  physician: [205, 150],
  signed: [200, 96],
  staffComes: [205, 150],
  refusal: [220, 96],
  offline: [230, 92],
  torn: [205, 150],
} as const
export type DrawingName = keyof typeof drawings
