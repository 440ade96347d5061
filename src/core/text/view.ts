import type { Edit, Span, View } from '../types.js';

/**
 * A view of `source` between the two offsets of `span`, unchanged.
 */
export function sliceView(source: string, span: Span): View {
  return { text: source.slice(span[0], span[1]), map: [0, span[0]] };
}

/**
 * Builds a view piece by piece. `copy` takes a stretch of the source as it stands; `put` adds text that
 * stands for a stretch of the source which reads differently (an escape, a folded line break).
 */
export function createViewBuilder(source: string): {
  copy(start: number, end: number): void;
  put(text: string, start: number): void;
  view(): View;
} {
  let text = '';
  const map: number[] = [];
  return {
    copy(start, end) {
      if (start >= end) return;
      map.push(text.length, start);
      text += source.slice(start, end);
    },
    put(piece, start) {
      for (const unit of piece) {
        map.push(text.length, start);
        text += unit;
      }
    },
    view: () => ({ text, map: map.length > 0 ? map : [0, 0] }),
  };
}

/**
 * The source offset of an offset in the view.
 */
export function sourceOffset(view: View, offset: number): number {
  const { map } = view;
  let low = 0;
  let high = map.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle * 2] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (map[low * 2 + 1] ?? 0) + (offset - (map[low * 2] ?? 0));
}

/**
 * The source span of a span in the view. The end follows the last unit of the span, so that what stands
 * between two pieces of the view is inside only if the span reaches over it.
 */
export function sourceSpan(view: View, span: Span): Span {
  const start = sourceOffset(view, span[0]);
  if (span[1] <= span[0]) return [start, start];
  return [start, sourceOffset(view, span[1] - 1) + 1];
}

/**
 * Edits of the view's text as edits of the source.
 */
export function sourceEdits(view: View, edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => ({ span: sourceSpan(view, edit.span), text: edit.text }));
}

/**
 * The view of a view: `inner` was made from `outer.text`.
 */
export function composeViews(outer: View, inner: View): View {
  const map: number[] = [];
  const breaks: number[] = [];
  for (let index = 0; index < outer.map.length; index += 2) breaks.push(outer.map[index] ?? 0);
  for (let index = 0; index < inner.map.length; index += 2) {
    const at = inner.map[index] ?? 0;
    const from = inner.map[index + 1] ?? 0;
    const next = inner.map[index + 2] ?? inner.text.length;
    map.push(at, sourceOffset(outer, from));
    for (const point of breaks) {
      if (point > from && point < from + (next - at)) map.push(at + point - from, sourceOffset(outer, point));
    }
  }
  return { text: inner.text, map };
}
