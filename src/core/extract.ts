import type { Document, Embedded, Format, Part, Problem, Reference, Skip, Unit, View } from './types.js';
import { composeViews, sourceEdits, sourceSpan } from './text/view.js';

const MAX_DEPTH = 3;

/** A reference and the id of the format that understood it. */
export interface Extracted {
  readonly reference: Reference;
  readonly format: string;
  /** Which of the texts that the document holds in each other it stands in, counted from 0. */
  readonly script: number;
}

/** Everything the formats understood of a document, with all offsets in its text. */
export interface Extraction {
  readonly references: readonly Extracted[];
  readonly problems: readonly Problem[];
  readonly skips: readonly Skip[];
}

/**
 * Runs a format over a document and other formats over the languages embedded in it, at most three deep. What
 * a format throws becomes a problem, and what it reported before stays.
 */
export function extract(
  document: Document,
  format: Format,
  formatById: (id: string) => Format | undefined,
): Extraction {
  const references: Extracted[] = [];
  const problems: Problem[] = [];
  const skips: Skip[] = [];
  let scripts = 0;

  const run = (text: string, current: Format, outer: Embedded | undefined, depth: number): void => {
    const view = outer?.view;
    const nested: Embedded[] = [];
    const script = scripts++;
    // Within another language it is not looked up where the change lies.
    const changed = outer && document.changed ? [[0, text.length] as const] : document.changed;
    try {
      current.extract(
        { ...document, text, ...(changed ? { changed } : {}) },
        {
          reference: (reference) => {
            references.push({
              reference: outer ? liftReference(outer, reference) : reference,
              format: current.id,
              script,
            });
          },
          embed: (embedded) => {
            nested.push(embedded);
          },
          skip: (span, reason) => {
            skips.push({ span: view ? sourceSpan(view, span) : span, reason });
          },
          problem: (span, message) => {
            if (outer?.lenient) return;
            problems.push({ span: view ? sourceSpan(view, span) : span, message });
          },
        },
      );
    } catch (error) {
      const span = view ? sourceSpan(view, [0, text.length]) : ([0, text.length] as const);
      problems.push({
        span,
        message: `${current.title}: ${error instanceof Error ? error.message : 'unreadable'}`,
      });
    }
    for (const inner of nested) {
      const lifted = outer ? liftEmbedded(outer, inner) : inner;
      const next = formatById(lifted.format);
      if (!next) continue;
      if (depth < MAX_DEPTH) run(lifted.view.text, next, lifted, depth + 1);
      else skips.push({ span: sourceSpan(lifted.view, [0, lifted.view.text.length]), reason: 'too-deep' });
    }
  };

  run(document.text, format, undefined, 0);
  return { references, problems, skips };
}

function liftEmbedded(outer: Embedded, inner: Embedded): Embedded {
  const { view, unit: outerUnit, encoded } = outer;
  const unit = encoded ? outerUnit : inner.unit && liftUnit(view, inner.unit);
  return {
    format: inner.format,
    view: composeViews(view, inner.view),
    ...(unit ? { unit } : {}),
    ...(encoded || inner.encoded ? { encoded: true } : {}),
    ...(inner.intent ? { intent: inner.intent } : {}),
    ...(inner.lead === undefined ? {} : { lead: inner.lead }),
    ...(inner.lenient ? { lenient: true } : {}),
    ...(inner.fresh || outer.fresh ? { fresh: true } : {}),
  };
}

function liftUnit(view: View, unit: Unit): Unit {
  return {
    what: unit.what,
    span: sourceSpan(view, unit.span),
    ...(unit.remove ? { remove: sourceEdits(view, unit.remove) } : {}),
    ...(unit.among ? { among: unit.among } : {}),
  };
}

function liftPart(view: View, part: Part): Part {
  return {
    ...part,
    span: sourceSpan(view, part.span),
    ...(part.remove ? { remove: sourceEdits(view, part.remove) } : {}),
  };
}

function liftReference(embedded: Embedded, inner: Reference): Reference {
  const { view, unit: outerUnit, intent, lead = 0 } = embedded;
  const reference = intent && inner.intent === 'use' ? { ...inner, intent } : inner;
  const places = {
    ...(reference.uses ? { uses: reference.uses.map((span) => sourceSpan(view, span)) } : {}),
    ...(reference.also ? { also: reference.also.map((each) => liftReference(embedded, each)) } : {}),
  };
  if (reference.path !== undefined) return { ...reference, ...places };
  const { unit, parts, uninstall, ...rest } = reference;
  if (embedded.encoded) {
    const span = sourceSpan(view, reference.span);
    return { ...rest, ...places, span, defines: true, ...(outerUnit ? { unit: outerUnit } : {}) };
  }
  const whole = !unit || view.text.slice(...unit.span).trim() === view.text.slice(lead).trim();
  // What only sets a variable is no unit of its own.
  const own = unit && unit.span[0] >= lead ? liftUnit(view, unit) : undefined;
  const lifted = whole && outerUnit ? outerUnit : own;
  return {
    ...rest,
    ...places,
    span: sourceSpan(view, reference.span),
    ...(parts ? { parts: parts.map((part) => liftPart(view, part)) } : {}),
    ...(lifted ? { unit: lifted } : {}),
    ...(uninstall && !embedded.fresh ? { uninstall: sourceEdits(view, uninstall) } : {}),
  };
}
