import { sourceOffset } from '../../../core/text/view.js';
import type { Intent, Sink, Unit, View } from '../../../core/types.js';
import type { XmlText } from '../xml.js';

/** Where a command line stands. */
interface At {
  readonly unit?: Unit | undefined;
  readonly intent?: Intent;
}

/** Hands a program and its arguments, which are written apart, to the reader of commands as one line. */
export function emitCommandLine(
  sink: Sink,
  program: XmlText | undefined,
  args: XmlText | undefined,
  { unit, intent }: At,
): void {
  if (!program || program.text === '') return;
  const quoted = /\s/.test(program.text) && !program.text.startsWith('"');
  const pieces: View[] = [program.view];
  if (args && args.text !== '') pieces.push(args.view);
  const view = joinViews(pieces, quoted);
  sink.embed({ format: 'batch', view, ...(unit ? { unit } : {}), ...(intent ? { intent } : {}) });
}

/** Views with blanks between them, the first in quotes if asked. */
function joinViews(pieces: readonly View[], quoted: boolean): View {
  const text: string[] = [];
  const map: number[] = [];
  let at = 0;
  const put = (piece: string, offset: number): void => {
    map.push(at, offset);
    text.push(piece);
    at += piece.length;
  };
  pieces.forEach((view, index) => {
    const start = sourceOffset(view, 0);
    const quote = quoted && index === 0;
    if (index > 0) put(' ', start);
    if (quote) put('"', start);
    for (let pair = 0; pair < view.map.length; pair += 2) {
      map.push(at + (view.map[pair] ?? 0), view.map[pair + 1] ?? 0);
    }
    text.push(view.text);
    at += view.text.length;
    if (quote) put('"', sourceOffset(view, Math.max(0, view.text.length - 1)));
  });
  return { text: text.join(''), map };
}
