import { patternDetector } from "./pattern-detector.ts";

/** A file of the machine, as frames name one: absolute, since what a user's own snippet is called is not. */
const file = String.raw`(?:file:\/\/)?(?:\/[^\s:()"'<>|]{1,300}|[A-Za-z]:[\\/][^\s:()"'<>|]{1,300}|node:[\w/]{1,80})`;

/** Frames of the stack traces of the usual runtimes, each with the file and the line that it names. */
export const findStackFrames = patternDetector("stack-frame", /:\d|\bline \d|\.php\(\d|goroutine /, [
  {
    what: "a frame of a Node.js stack trace",
    pattern: new RegExp(
      String.raw`\bat (?:async )?(?:new )?(?:[^\s()]{1,200} (?:\[as [^\]\n]{1,80}\] )?\()?${file}:\d{1,7}:\d{1,7}\)?`,
      "g",
    ),
    verified: true,
  },
  {
    what: "a frame of a Python stack trace",
    pattern: /File "(?:\/|[A-Za-z]:[\\/])[^"\n]{1,300}", line \d{1,7}(?:, in [^\s]{1,100})?/g,
    verified: true,
  },
  {
    what: "a frame of a Java stack trace",
    pattern: /\bat [\w$.</>-]{3,300}\([\w$]{1,120}\.(?:java|kt|scala|groovy|clj):\d{1,7}\)/g,
    verified: true,
  },
  {
    what: "a frame of a Go stack trace",
    pattern: /(?:^|\n)\t(?<told>\/[^\s:]{1,300}\.go:\d{1,7}(?: \+0x[0-9a-f]{1,16})?)/g,
    verified: true,
  },
  { what: "the head of a Go stack trace", pattern: /\bgoroutine \d{1,9} \[[a-z, ]{1,40}\]:/g, verified: true },
  {
    what: "a frame of a .NET stack trace",
    pattern: /\bat [\w.`<>+[\],]{3,300}\([^()\n]{0,300}\) in [^\n]{1,300}:line \d{1,7}/g,
    verified: true,
  },
  {
    what: "a frame of a Ruby stack trace",
    pattern: /(?<![\w/.])\/[^\s:"'`]{1,300}\.rb:\d{1,7}:in [`'][^`'\n]{1,120}'/g,
    verified: true,
  },
  { what: "a frame of a PHP stack trace", pattern: /#\d{1,3} \/[^\s(]{1,300}\.php\(\d{1,7}\): /g, verified: true },
  { what: "a PHP error", pattern: /\bin \/[^\s]{1,300}\.php(?: on line |:)\d{1,7}/g, verified: true },
  { what: "a Rust panic", pattern: /\bpanicked at [^\s:,']{1,300}\.rs:\d{1,7}:\d{1,7}/g, verified: true },
]);
