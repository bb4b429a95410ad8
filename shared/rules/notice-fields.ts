import type { NoticeKind } from '../text/notices';

/**
 * The fields of the subscribe-message template of each kind, and the fact that fills each. The bureau registers templates with these keys
 * at WeChat; which template id belongs to a kind is the setting `wechat_templates`.
 */
export const noticeFields: Record<NoticeKind, Record<string, string>> = {
  appointment_booked: { thing1: 'item', thing2: 'when', thing3: 'hall' },
  appointment_confirmed: { thing1: 'item', thing2: 'when', thing3: 'hall', character_string4: 'code' },
  appointment_declined: { thing1: 'item', thing2: 'when', thing3: 'reason' },
  appointment_moved: { thing1: 'item', thing2: 'when', thing3: 'hall' },
  appointment_cancelled: { thing1: 'item', thing2: 'when', thing3: 'hall' },
  ticket_called: { character_string1: 'number', character_string2: 'counter' },
  appointment_fulfilled: { thing1: 'item', thing2: 'hall' },
  appointment_extra_wanted: { thing1: 'item', thing2: 'material', thing3: 'reason' },
  appointment_list_changed: { thing1: 'item', thing2: 'when', thing3: 'changes' },
  checklist_changed: { thing1: 'item', thing2: 'from', thing3: 'changes' },
  case_received: { character_string1: 'number', thing2: 'owner', thing3: 'unit' },
  case_contacted: { character_string1: 'number', thing2: 'due' },
  case_accepted: { character_string1: 'number', thing2: 'owner', thing3: 'due' },
  case_materials_wanted: { character_string1: 'number', thing2: 'reason' },
  case_completed: { character_string1: 'number' },
  case_declined: { character_string1: 'number', thing2: 'reason' },
  staff_case_assigned: { character_string1: 'number', thing2: 'title', thing3: 'due' },
  staff_case_disputed: { character_string1: 'number', thing2: 'title', thing3: 'due' },
  staff_case_supplied: { character_string1: 'number', thing2: 'title', thing3: 'due' },
  staff_case_withdrawn: { character_string1: 'number', thing2: 'title' },
  staff_appointment_booked: { thing1: 'item', thing2: 'when' },
  staff_extra_settled: { thing1: 'item', thing2: 'material', thing3: 'outcome' },
};
