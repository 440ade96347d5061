import type { Format } from '../core/types.js';

/** What a Dockerfile has not got: targets, references to targets, and Earthly's own instructions. */
const OWN =
  /^[^\s#][^\r\n]*:[ \t]*(?:#[^\r\n]*)?$|^[ \t]*(?:VERSION|PROJECT|IMPORT|BUILD|SAVE[ \t]+ARTIFACT|LOCALLY|FUNCTION|COMMAND|DO|CACHE|PIPELINE|TRIGGER|TRY|FINALLY|END|IF|ELSE(?:[ \t]+IF)?|FOR|WAIT|LET|SET)\b[^\r\n]*$|^[ \t]*(?:FROM|COPY)[ \t]+(?:--[\w-]+(?:=\S+)?[ \t]+)*\(?\.{0,2}[\w./-]*\+[^\r\n]*$|^[ \t]*FROM[ \t]+DOCKERFILE[^\r\n]*$/gm;
const IMAGE =
  /^([ \t]*)(SAVE[ \t]+IMAGE(?:[ \t]+--[\w-]+(?:=\S+)?)*|WITH[ \t]+DOCKER(?:[ \t]+--[\w-]+(?:=\S+)?)*?[ \t]+--pull[ =])[ \t]*([^\s]+)[^\r\n]*$/gm;

/** Earthfiles, whose targets are built by Dockerfile instructions: https://docs.earthly.dev/docs/earthfile */
export const earthfile: Format = {
  id: 'earthfile',
  title: 'Earthfile',
  reads: 'the instructions of Dockerfiles in targets, images saved and pulled',
  files: ['**/Earthfile', '**/*.earth'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    const blank = (line: string): string => line.replace(/[^\r\n]/g, ' ');
    // Equal in length, so that every offset stays.
    const instructions = text
      .replace(/^\uFEFF/, ' ')
      .replace(IMAGE, (line, indent: string, head: string, image: string) => {
        const start = indent.length + head.length;
        const at = line.indexOf(image, start);
        return `${indent}${'FROM'.padEnd(at - indent.length)}${image}`.padEnd(line.length);
      })
      .replace(OWN, blank);
    if (instructions.trim() !== '')
      sink.embed({ format: 'dockerfile', view: { text: instructions, map: [0, 0] } });
  },
};
