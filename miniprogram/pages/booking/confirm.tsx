import { useRouter } from '@tarojs/taro';
import { bookingText } from '../../../shared/text/pages/booking';
import { PageFrame } from '../../components/PageFrame';
import { parameter } from '../../paths';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { ConfirmBooking } from './ConfirmBooking';

/** The last look before booking; here at the latest a person is signed in. */
export default function ConfirmPage() {
  const { params } = useRouter();
  const me = useMe();
  if (!me) {
    return (
      <PageFrame title={bookingText.confirm}>
        <SignedIn why={bookingText.signIn}>{() => null}</SignedIn>
      </PageFrame>
    );
  }
  const read = (name: string) => parameter(params, name);
  const held = read('hold') && read('heldUntil') ? { holdId: read('hold'), heldUntil: read('heldUntil') } : null;
  return (
    <ConfirmBooking
      me={me}
      code={read('code')}
      also={read('also') === '' ? [] : read('also').split(',')}
      hallId={read('hall')}
      slot={{ id: read('slot'), startsAt: read('startsAt'), endsAt: read('endsAt') }}
      given={held}
      relativeId={read('relative')}
    />
  );
}
