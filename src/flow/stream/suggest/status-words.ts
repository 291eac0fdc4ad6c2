/**
 * What the name of a status says about it. Names are mostly English; the words that tools ship in other languages are there too,
 * and the tool's own category helps where no word is known.
 */

export type Meaning =
  /** Held up from outside, wherever it stands. */
  | 'blocked'
  /** Set aside for later, uncommitted. */
  | 'parked'
  | 'cancelled'
  | 'reopened'
  /** Not yet accepted. */
  | 'new'
  /** Where items begin in many tools: a queue in some teams, an inbox in others. */
  | 'start'
  /** Chosen and waiting for work to begin. */
  | 'queue'
  /** Waiting for a next step further on. */
  | 'waiting'
  | 'review'
  /** A step is finished and nobody has taken up the next. */
  | 'handed-over'
  | 'active'
  /** Active before the work of delivery: finding out what to do. */
  | 'discovery'
  | 'done';

/** In order: the first that fits holds. Names come folded, with other signs than letters and figures as single blanks. */
const WORDS: readonly (readonly [Meaning, RegExp])[] = [
  ['start', /^(not started|nicht begonnen)$/],
  ['reopened', /\bre ?open(ed)?\b|重新打开|wieder ?(er)?öffnet|rouvert|reabiert/],
  [
    'cancelled',
    /\b(cancel(l?ed)?|won ?t (do|fix|implement)|not (being )?considered|wont ?(do|fix)|reject(ed)?|declined?|abandoned|obsolete|duplicated?|invalid|discarded|withdrawn|dropped|not doing|will not (do|fix)|removed|unresolved closed)\b|取消|无效|暂不修改|已拒绝|abgebrochen|abgelehnt|verworfen|annulé|rejeté|cancelad|rechazad|rejeitad|却下/,
  ],
  [
    'parked',
    /\b(icebox|ice box|someday|parked|parking lot|postponed|deferred|later|not now|future|snoozed)\b|zurückgestellt|reporté/,
  ],
  [
    'blocked',
    /\b(blocked|impeded|impediment|on ?hold|hold|stalled|suspended|paused|stuck)\b|挂起|blockiert|bloqué|bloquead|保留/,
  ],
  [
    'new',
    /\b(triage|needs (scheduling|estimation|refinement|grooming)|ready for (estimation|refinement|grooming)|under consideration|considering|gathering|untriaged|unconfirmed|(?<!\b(sprint|validation|test|testing|qa|review|release) )backlog|inbox|intake|funnel|new|received|draft|ideas?|propos(al|ed)|suggest(ion|ed)|submitted|created|reported|requested|unassigned|to be (groomed|refined|estimated))\b|需求池|待评分|已初筛|新建|^(neu|nouveau|nouvelle|nuev[oa]|novo)$/,
  ],
  [
    'queue',
    /\b(ready|selected|committed|planned|scheduled|up next|next( up)?|sprint backlog|prioriti[sz]ed|groomed|refined|estimated)\b(?!.*\b(review|test|testing|qa|uat|release|deploy|deployment|merge|production|prod|verification|approval|acceptance|sign off|demo)\b)|待开发|bereit/,
  ],
  [
    'handed-over',
    /\b(reviewed|tested|verified|validated|developed|designed|analy[sz]ed|merged|approved|built|integrated|(dev|development|code|coding|qa|test|testing|review|design|analysis) (done|complete|completed|finished|passed)|done (dev|development|testing|qa))\b/,
  ],
  [
    'waiting',
    /\b(ready|await(ing)?|wait(ing|s)?|pending|queued?|to be|needs?|requires?|failed|backlog|patch available|(for|to) (review|test|testing|qa|release|deploy|deployment|approval|merge))\b|^to (test|review|deploy|release|verify)|^待(?!办)|wartet|warten|en attente|^pendiente de|esperando|aguardando|待ち/,
  ],
  [
    'review',
    /\b(review(ing)?|peer|pull request|pr|merge request|approval|sign off)\b|评审|überprüfung|revue|revisión|revisão|レビュー/,
  ],
  [
    'start',
    /^(open|opened|confirmed|acknowledged|to ?do|todos?)\b|^(打开|待办|offen|zu erledigen|à faire|a faire|abierto|abierta|por hacer|pendiente|aberto|a fazer|未対応|未着手|к выполнению|открыт[ао]?)$/,
  ],
  [
    'discovery',
    /\b(analysis|analy[sz]ing|analy[sz]e|refinement|refining|grooming|discovery|discovering|research(ing)?|investigat(ion|ing|e)|specification|specifying|design|designing|ux|scoping|requirements|elaboration|estimation|estimating|exploring|planning)\b|分析中|细化中|设计中|概设中/,
  ],
  [
    'active',
    /\b(progress|develop(ing|ment)?|dev|implement(ing|ation)?|coding|doing|working|in work|wip|build(ing)?|test(ing)?|qa|uat|verif(ying|ication|y)|validat(ion|ing|e)|documentation|documenting|integrat(ion|ing)|deploying|deployment|releasing|staging|fixing|started|ongoing|under ?way|acceptance|demo|monitoring|assigned|active|hacking|rework)\b|处理中|进行中|开发中|测试中|发布中|自测|in arbeit|in bearbeitung|en cours|en curso|en progreso|em andamento|em progresso|desarrollo|desenvolvimento|進行中|в работе|処理中/,
  ],
  [
    'done',
    /\b(done|closed?|resolved|solved|released|deployed|live|shipped|delivered|complete[ds]?|completed|finished|fixed|production|published|implemented|accepted|archived|ended)\b|已完成|已关闭|已解决|已发布|erledigt|geschlossen|fertig|gelöst|terminée?|fermée?|résolue?|listo|hecho|cerrad[oa]|resuelt[oa]|finalizad[oa]|concluíd[oa]|fechad[oa]|完了|解決済|готово|закрыт/,
  ],
];

/** What a status' name says; null where no word is known. */
export function meaningOf(name: string): Meaning | null {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
