/** The vocabulary of the papers that the sandbox writes. `{topic}` and its like are filled in. */

// biome-ignore format: words read better in lines than in a column
/** What papers are made of, from the second section to the last but one. */
export const themes = [
  'Background', 'Research question', 'State of research', 'Terms and definitions', 'Theoretical frame', 'Method',
  'Data and sources', 'Descriptive results', 'Main results', 'Comparison across cases', 'Robustness', 'Interpretation',
  'Practical consequences', 'Limitations', 'Open questions', 'Outlook',
]
export const angles = ['a closer look', 'a historical view', 'a regional view', 'a critical reading']

// biome-ignore format: words read better in lines than in a column
export const aspects = [
  'seasonal variation', 'long-term change', 'the choice of measure', 'regional difference', 'public policy',
  'economic pressure', 'the role of institutions', 'individual behaviour', 'the quality of the data',
  'technical progress', 'competing explanations', 'the order of events', 'the scale of observation',
]
export const places = [
  'northern Italy',
  'the Alpine region',
  'southern Germany',
  'western Austria',
  'the Baltic coast',
  'rural France',
]
export const surnames = [
  'Moser',
  'Keller',
  'Andersson',
  'Rossi',
  'Dubois',
  'Novak',
  'Lindqvist',
  'Ferrari',
  'Huber',
  'Marin',
  'Okafor',
  'Tanaka',
]
export const journals = [
  'Journal of Applied Inquiry',
  'European Review of Methods',
  'Annals of Comparative Research',
  'Studies in Observation and Theory',
]

export const openings = [
  'this section turns to {heading} and asks what it can contribute to an understanding of {topic}.',
  'research on {topic} has long been divided over {aspect} {cite}.',
  'before {topic} can be discussed in detail, {aspect} needs a clear place in the argument.',
  'few questions have shaped the debate on {topic} as much as {aspect} {cite}.',
  'the literature offers two readings of {topic}, and they differ mainly in how they treat {aspect}.',
  'it is useful to separate {topic} as a phenomenon from the terms in which it is usually described.',
  'what is known about {topic} comes largely from case studies, many of them set in {place} {cite}.',
]
export const findings = [
  'in a sample of {number} observations from {place}, about {share} % show the expected pattern {cite}.',
  'the effect of {aspect} is visible throughout, although its size depends on the period that is examined.',
  'where {aspect} is held constant, the relation to {topic} becomes weaker but does not disappear {cite}.',
  'a comparison with {place} supports this view: {share} % of the cases there point in the same direction.',
  'taken together, these results suggest that {topic} cannot be explained by {aspect} alone.',
  'the {number} cases reviewed here agree on one point, which is the weight of {aspect} {cite}.',
  'later work has refined this estimate and found values between {share} and {number} units of the original scale.',
]
export const reservations = [
  'these findings have limits, above all because {aspect} could be observed only indirectly.',
  'it remains open how far the evidence from {place} can be carried over to other settings {cite}.',
  'an alternative account would stress {aspect}, and the data at hand do not rule it out.',
  'for the argument of this paper it is enough that the direction of the effect is stable.',
  'the next step is therefore to relate {topic} to the conditions under which it was observed.',
  'further work on {topic} should treat {aspect} as a question of its own rather than as a nuisance {cite}.',
]
