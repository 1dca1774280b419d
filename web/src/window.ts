// Which rows of a long list are drawn: those that can be seen, and some around them. Rows have different heights, which are
// known once they were drawn; until then they count as usual ones.

/** How far around what can be seen rows are drawn, in pixels. */
const margin = 400;

export interface Shown {
  /** The first row that is drawn, and the one after the last. */
  from: number;
  to: number;
  /** The room to leave above and below, in pixels. */
  before: number;
  after: number;
}

/** What is drawn of a list whose upper edge is top pixels above the window of a height. */
export function shownRows(heights: number[], top: number, height: number): Shown {
  const shown: Shown = { from: 0, to: heights.length, before: 0, after: 0 };
  let at = 0;
  let begun = false;
  for (let i = 0; i < heights.length; i++) {
    const end = at + heights[i]!;
    if (!begun && end >= top - margin) {
      begun = true;
      shown.from = i;
      shown.before = at;
    }
    if (begun && at > top + height + margin) {
      shown.to = i;
      shown.after = heights.slice(i).reduce((sum, one) => sum + one, 0);
      return shown;
    }
    at = end;
  }
  if (!begun) return { from: heights.length, to: heights.length, before: at, after: 0 };
  return shown;
}

/** Where a row begins, in pixels. */
export function offsetOf(heights: number[], row: number): number {
  return heights.slice(0, row).reduce((sum, one) => sum + one, 0);
}
