/** Acerca de Stratum, en español. */
export function AboutEs() {
  return (
    <div className="prose-text">
      <p>
        Conoces tu calle mejor que cualquier base de datos. Sabes qué esquina se inunda, dónde abrió el café
        nuevo y qué cuadra prefieres evitar a medianoche. Stratum convierte lo que notan los vecinos en un
        mapa vivo que todos pueden leer.
      </p>
      <h2>Cómo funciona</h2>
      <ul>
        <li>
          <strong>Deja una señal.</strong> Elige lo que ves, di cuánto importa y envía. Toma quince segundos y
          no pide cuenta.
        </li>
        <li>
          <strong>Mira las capas.</strong> Las señales forman cuatro capas: seguridad, ambiente,
          infraestructura y oportunidad. Cada una tiene su color y su forma.
        </li>
        <li>
          <strong>Confirma lo que otros vieron.</strong> «Sigue ahí» le da más peso a una señal; «ya no está»
          la deja ir.
        </li>
        <li>
          <strong>Lee la ficha.</strong> Cada barrio tiene una, con su historial, su lugar en la ciudad y los
          avisos que la sostienen.
        </li>
      </ul>
      <h2>Cómo se calculan los puntajes</h2>
      <p>
        Cada capa tiene un puntaje de 0 a 100. Un aviso cuenta según cuánto importa (1 a 5) y según su edad:
        del todo el primer día, menos cada semana y nada después de 30 días. Seguridad e infraestructura
        empiezan en 100 y bajan con cada aviso. Ambiente y oportunidad empiezan en 50; lo bueno sube y lo malo
        baja. El puntaje general es el promedio de los cuatro.
      </p>
      <p>
        Un puntaje vale lo que valen sus avisos. Por eso cada uno dice cuántos hubo y qué tan seguros estamos,
        y un lugar sin avisos no tiene puntaje. Cada ficha explica qué avisos lo movieron.
      </p>
      <h2>Lo que no es</h2>
      <p>
        Stratum no es una línea de emergencia; si alguien corre peligro, llama al número de emergencias. No es
        un mapa del crimen ni describe a las personas que viven en un lugar. Las señales hablan de lugares y
        cosas: una luz apagada, un cruce peligroso, una banda en el parque.
      </p>
      <h2>Para quién es</h2>
      <p>
        El mapa es gratis para todos. Los agentes inmobiliarios y los gobiernos pagan por una{" "}
        <a href="/pricing">API y tableros</a> sobre las mismas señales públicas, y eso paga el mapa. Las
        ciudades ven lo que ven los vecinos, y los vecinos ven cuándo la ciudad atendió su aviso.
      </p>
    </div>
  );
}
