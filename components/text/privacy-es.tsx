/** Privacidad, en español. Dice lo que hace el código; ambos cambian juntos. */
export function PrivacyEs() {
  return (
    <div className="prose-text">
      <h2>Qué contiene una señal</h2>
      <p>
        Lo que elegiste (capa, categoría, cuánto importa), tu nota si la escribiste, una foto si la añadiste,
        la hora y el lugar. Nada sobre ti: ni nombre, ni cuenta, ni dirección de red, ni número de
        dispositivo.
      </p>
      <h2>Qué tan exacto es el lugar</h2>
      <p>
        El lugar se guarda con un metro de precisión, para contarlo en la zona correcta. Nadie más lo ve así:
        todo mapa, lista y API muestra solo el centro de un recuadro de unos 38 por 19 metros. El contorno
        alrededor del alfiler, mientras avisas, es ese recuadro.
      </p>
      <h2>Cuánto tiempo queda</h2>
      <p>
        Una señal se borra 90 días después de enviarla, junto con lo que otros le añadieron. Quedan conteos
        por zona y día. Puedes retirar una señal tú mismo, desde el navegador que la envió.
      </p>
      <h2>Cómo se limita el abuso sin saber quién eres</h2>
      <ul>
        <li>
          Tu navegador inventa una clave al azar y la guarda. Así un dispositivo confirma o denuncia una señal
          una sola vez, y tú puedes retirar la tuya. Con la señal guardamos solo una marca cifrada de esa
          clave, distinta para cada señal, de modo que dos señales tuyas no se pueden relacionar.
        </li>
        <li>
          Para frenar avalanchas contamos las peticiones por red con una llave que cambia cada día. Los
          conteos desaparecen al día siguiente y la dirección nunca se anota.
        </li>
        <li>Las fotos pierden sus datos ocultos (lugar, cámara, hora) antes de que alguien más las vea.</li>
      </ul>
      <h2>Cookies</h2>
      <p>
        Tres cookies pequeñas recuerdan tus elecciones: idioma, apariencia y que ya viste la introducción. Si
        creas una cuenta para usar la API, otra mantiene tu sesión. No hay publicidad ni rastreo, ni nuestro
        ni de nadie.
      </p>
      <h2>El mapa de fondo</h2>
      <p>
        Las calles y los nombres pueden venir de un servidor público de mapas (OpenFreeMap, salvo que esta
        instalación use otro). Como todo servidor, ve tu dirección de red y qué parte del mapa miras. No sabe
        nada de tus señales.
      </p>
      <h2>Tu ubicación</h2>
      <p>
        Tu navegador pregunta antes de compartir tu ubicación. La usamos solo para mover el mapa; no se nos
        envía, salvo que mandes una señal desde ese lugar.
      </p>
    </div>
  );
}
