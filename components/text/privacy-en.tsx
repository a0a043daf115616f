/** Privacy, in English. Says what the code does; change both together. */
export function PrivacyEn() {
  return (
    <div className="prose-text">
      <h2>What a signal holds</h2>
      <p>
        What you chose (layer, category, how much it matters), your note if you wrote one, a photo if you
        added one, the time, and the place. Nothing about you: no name, no account, no network address, no
        device number.
      </p>
      <h2>How exact the place is</h2>
      <p>
        The place is stored to about a metre, so that it can be counted in the right area. Nobody else ever
        sees it like that: every map, list and API shows only the middle of a box of about 38 by 19 metres.
        The outline around the pin, while you report, is that box.
      </p>
      <h2>How long it stays</h2>
      <p>
        A signal is deleted 90 days after you sent it, together with what others added to it. What remains are
        counts per area and day. You can take a signal back yourself, from the browser that sent it.
      </p>
      <h2>How misuse is limited without knowing you</h2>
      <ul>
        <li>
          Your browser makes up a random token and keeps it. It lets one device confirm or flag a signal once,
          and lets you take yours back. With a signal we store only a scrambled mark of the token that is
          different for every signal, so two of your signals cannot be linked.
        </li>
        <li>
          To stop floods, we count requests per network with a key that changes every day. The counts are gone
          a day later, and the address itself is never written down.
        </li>
        <li>Photos lose their hidden data (place, camera, time) before anybody else can see them.</li>
      </ul>
      <h2>Cookies</h2>
      <p>
        Three small cookies remember your choices: language, appearance, and that you have seen the
        introduction. If you make an account to use the API, one more keeps you signed in. There is no
        advertising and no tracking, ours or anybody’s.
      </p>
      <h2>The background map</h2>
      <p>
        Streets and labels may come from a public map server (OpenFreeMap, unless this installation names
        another one). Like any server it sees your network address and which part of the map you look at. It
        learns nothing of your signals.
      </p>
      <h2>Your location</h2>
      <p>
        Your browser asks before it shares your location. We use it only to move the map there; it is not sent
        to us unless you send a signal from that place.
      </p>
    </div>
  );
}
