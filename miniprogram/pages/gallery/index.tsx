import { View } from '@tarojs/components';
import { useState } from 'react';
import { ActionBar } from '../../components/ActionBar';
import { Action } from '../../components/Action';
import { Bars } from '../../components/Bars';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { QueueCard } from '../../components/QueueCard';
import { RingChart } from '../../components/RingChart';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { Skeleton } from '../../components/Skeleton';
import { StateTag } from '../../components/StateTag';
import { StepBar } from '../../components/StepBar';
import { Timeline } from '../../components/Timeline';
import { useLook, setTheme } from '../../look';
import { Choices } from './Choices';
import { Fields } from './Fields';

/** The kit shown together, in the browser build only: photographed in normal, elder and dark by a test. */
export default function Gallery() {
  const { dark } = useLook();
  const [asking, setAsking] = useState(false);
  return (
    <PageFrame
      title="组件"
      note="所有页面共用的零件"
      bottomBar={
        <ActionBar
          note="确认后为您保留这个时间"
          secondary={{ word: dark ? '浅色' : '深色', onPress: () => setTheme(dark ? 'light' : 'dark') }}
          primary={{ word: '确认预约', onPress: () => setAsking(true) }}
        />
      }
    >
      <StepBar steps={['回答问题', '选大厅', '选时间', '确认']} current={2} />
      <Section title="列表" kind="rows">
        <ListRow icon="clipboard-list" title="办什么事" note="查材料、算清单、预约窗口" onPress={() => undefined} />
        <ListRow title="夫妻投靠迁入" note="南城政务大厅 · 11月24日 周二 09:30" state={{ word: '已确认', tone: 'good' }} onPress={() => undefined} />
        <ListRow
          title="厂区门口夜间货车占道"
          state={{ word: '办理中', tone: 'accent' }}
          who="南城分局 · 陈警官"
          until="还剩 3 个工作日(12月2日前)"
          onPress={() => undefined}
        />
      </Section>
      <Section title="状态">
        <View>
          <StateTag word="待确认" tone="attention" /> <StateTag word="已办结" tone="good" /> <StateTag word="已超期" tone="danger" />{' '}
          <StateTag word="可以办" tone="accent" /> <StateTag word="已取消" tone="neutral" />
        </View>
      </Section>
      <Section title="提示" kind="bare">
        <InlineMessage
          tone="danger"
          what="这个时段刚被约满。"
          next="您可以选 10:00，或换一天。"
          action={{ word: '换个时间', onPress: () => undefined }}
        />
        <InlineMessage tone="attention" what="还差两样材料。" next="带齐后再来，可以少跑一趟。" />
        <InlineMessage tone="good" what="已经预约好了。" />
        <InlineMessage what="这一项决定您要带哪种证明。" />
      </Section>
      <Choices />
      <Section title="排队" kind="bare">
        <QueueCard number="A012" state={{ word: '等候中', tone: 'attention' }} ahead={3} minutes={18} />
        <QueueCard number="A012" state={{ word: '请到窗口', tone: 'accent', icon: 'megaphone' }} where="请到 3 号窗口" />
      </Section>
      <Section title="进度">
        <Timeline
          entries={[
            { id: '1', what: '已提交', when: '11月23日 周一 09:30', who: '王先生', tone: 'good' },
            { id: '2', what: '已联系', when: '11月23日 周一 11:05', who: '警企联络员', tone: 'good', note: '已电话了解情况，当天转交警大队。' },
            { id: '3', what: '办理中', when: '11月24日 周二 10:20', who: '南城分局', tone: 'accent' },
          ]}
          promise={{ what: '承诺办结', when: '12月7日 周一前，还剩 9 个工作日' }}
        />
      </Section>
      <Section title="事实">
        <Facts
          facts={[
            ['大厅', '南城政务大厅'],
            ['地址', '东莞市南城街道鸿福路 199 号市民服务中心一楼'],
            ['时间', '11月24日 周二 09:30'],
          ]}
        />
      </Section>
      <Fields />
      <Section title="图">
        <Bars
          title="各大厅今日办理"
          unit="件"
          bars={[
            { name: '南城', value: 128 },
            { name: '东城', value: 96 },
            { name: '虎门', value: 41 },
          ]}
        />
        <RingChart share={0.976} word="五星率" note="534 件中 521 件" />
      </Section>
      <Section title="按钮">
        <Action word="确认预约" onPress={() => undefined} />
        <View style={{ height: '12px' }} />
        <Action kind="plain" icon="navigation" word="导航到大厅" onPress={() => undefined} />
        <View style={{ height: '12px' }} />
        <Action kind="danger" word="取消预约" onPress={() => undefined} />
        <View style={{ height: '12px' }} />
        <Action word="正在提交" busy onPress={() => undefined} />
      </Section>
      <Section title="正在读取" kind="bare">
        <Skeleton rows={2} />
      </Section>
      <Section title="空">
        <EmptyState icon="calendar" what="您预约的窗口会出现在这里。" first={{ word: '去办事', onPress: () => undefined }} />
      </Section>
      <Sheet
        open={asking}
        title="取消这次预约?"
        onClose={() => setAsking(false)}
        actions={[
          { kind: 'danger', word: '取消预约', onPress: () => setAsking(false) },
          { kind: 'plain', word: '先不取消', onPress: () => setAsking(false) },
        ]}
      >
        <View>11月24日 周二 09:30 在南城政务大厅的号会退回，别人可以约走。</View>
      </Sheet>
    </PageFrame>
  );
}
