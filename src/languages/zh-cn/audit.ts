import { grouped } from '../../runtime/grouped.ts';
import { chineseFact } from '../audit-facts.ts';
import type { AuditWords } from '../en/audit.ts';

export const audit: AuditWords = {
  summary: '审计记录：谁、何时、在哪里、做了什么',
  person: {
    hint: '某人做的事，或对某人做的事',
    expected: '用 @ 选中的人、me，或“平台:编号”',
  },
  command: { hint: '某个命令，如 order pay', expected: '命令名，不带斜杠' },
  since: {
    hint: '从什么时候起',
    expected:
      '一个日期或一段时间（2026-11-25、11月25日、昨天、上周一、上周、第三季度、2026-11、7d），以第一天为准；或 24h 表示小时',
  },
  page: { hint: '往前翻', expected: '1 到 500 的页码' },
  xlsx: { hint: '导出为表格（XLSX）', expected: '是或否' },
  csv: { hint: '导出为纯文本、逗号分隔（CSV）', expected: '是或否' },
  before: { hint: '只看这条记录之前的', expected: '记录的编号' },

  title: '审计记录',
  none: '没有这样的记录。',
  onPage: (page) => `第 ${grouped(page)} 页`,
  erased: '（已抹去）',
  nobody: '未具名',
  direct: '私信',
  here: '本会话',
  on: (person) => `对象 ${person}`,
  outcomes: {
    begun: '开始',
    done: '完成',
    refused: '被对方拒绝',
    'not permitted': '无权限',
    failed: '失败',
  },
  fact: chineseFact,
  facts: (facts) => facts.join('，'),
  columns: { when: '时间', what: '操作', who: '操作人', where: '位置', about: '内容', trace: '追踪号' },
  newer: '← 更新的',
  older: '更早的 →',
  asTable: '导出表格',
  csvTitle: '审计记录文件',
  csvAdvice: (records) =>
    `${grouped(records)} 条记录，新的在前，时间为 UTC。文件里有人员信息，请放在只有需要的人才能看到的地方。`,
  csvMore: '更早的还有。',
  nextPart: '下一份',

  forget: {
    summary: '把某人从保存的一切内容中抹去',
    person: { hint: '这个人', expected: '用 @ 选中的人、me，或“平台:编号”' },
    confirm: { hint: '确认执行', expected: '是或否' },
    title: '要抹去这个人吗？',
    advice:
      '此人的编号，以及其所写或关于其的文字，会从审计记录、其设置或会提醒其的关注、申请、以及保存的答复中抹去。其与我的私信中的一切设置和关注都会终止。做过的事仍有记录，但不再有此人。',
    cannot: '此操作无法撤销。',
    button: '抹去',
    done: '已抹去',
    doneAdvice: (records, watches, others) =>
      `已从 ${grouped(records)} 条审计记录、${grouped(watches)} 个关注和其他 ${grouped(others)} 处抹去。`,
    chainHolds: '审计记录的链条依然完整。',
    beyond:
      '无法触及：已经发在聊天中的消息、有人带走的文件、日志文件、数据库备份、合作平台所知的内容，以及其他工作区和服务器所保存的内容。',
    stays: {
      spending: '无法触及：其 24 小时内的支出，以便支出限额继续有效。两天内会自行消失。',
      chain: '无法触及：其私信有自己的审计记录，其中已无任何内容，但记录的名称含有其编号，因为哈希包含它。',
      rule: '无法触及：申请仍会发到其私信。请在应收到申请的会话里输入 /admin approvers here。',
      directs:
        '无法触及：其与我的私信，平台刚才没有告知是哪一个会话。那里的设置和关注仍然保留。请稍后再抹去一次。',
    },
    forgotten: '这条答复已被抹去，因为其中提到了需要抹去的人。',
    whom: '人员',
  },
};
