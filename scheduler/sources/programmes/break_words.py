"""Words of the titles of breaks, and of what belongs to the house, in a few languages."""

BREAK = """
    break breaks coffee coffe coffees coffeebreak tea teabreak teatime lunch lunchbreak lunchtime
    luncheon brunch fika recess intermission refreshment refreshments snack snacks pause pauses cafe
    dejeuner dejeuners gouter collation pausa pausas descanso receso comida comidas almuerzo
    almuerzos merienda kaffee kaffeepause teepause mittag mittagspause mittagessen intervallo pranzo
    intervalo almoco koffie koffiepauze lunchpauze theepauze pauze lunsj frokost lounas перерыв обед
    кофе кофебреик 休憩 昼食 昼休み 午餐 茶歇 午休 休息 استراحة غداء
"""
"""Words, folded, that name a break."""
MEAL = """
    lunch luncheon brunch breakfast dinner supper banquet dejeuner petitdejeuner diner almuerzo cena
    desayuno banquete mittagessen abendessen fruhstuck pranzo colazione almoco jantar обед ужин
    завтрак 晚宴 午餐 早餐 昼食
"""
"""Words for what has its hour of the day, whatever else the title says."""
HOUSE = """
    bar pub beer beers wine registration registrations register checkin checkout badge badges arrival
    arrivals departure departures inscription inscriptions accueil inscripcion inscripciones
    acreditacion registro anmeldung einschreibung ankunft registrierung iscrizioni iscrizione
    inscricao credenciamento registratie reception cocktail cocktails drinks apero aperitif party
    excursion recepcion coctel fiesta empfang ausflug aperitivo ricevimento recepcao borrel feest
    photo foto gala регистрация фуршет 受付 懇親会 注册 签到 social sociale تسجيل عشاء
"""
"""Words for what else belongs to the house."""
BESIDE = """
    a the and or for in to of at with und oder mit zum zur die der das et ou le la les l de du des d
    au avec y e o el los las para con por del da do di il lo un une una en van een am pm morning
    afternoon evening night midday noon early late long short quick big small first second third
    last matin midi soir manana tarde mediodia vormittag nachmittag abend networking network mingle
    mingling hangout time hour food bio stretch comfort health hall foyer lobby buffet desk open
    opens opening doors pickup check на и event conference conferencia congres congreso konferenz
    welcome bienvenue bienvenida willkommens speakers speaker attendees participants delegates
    official group family groupe famille grupo familia soiree petit
"""
"""Words that may stand beside those."""
ENDING = """
    party reception dinner lunch breakfast drinks cocktails excursion photo tour crawl registration
    night nacht empfang abendessen fruhstuck ausflug borrel feest
"""
BEGINNING = """
    soiree cocktail diner dejeuner apero aperitif reception accueil inscription fete
    cena comida coctel fiesta recepcion inscripcion ricevimento aperitivo jantar recepcao
"""
"""The same of short titles that end, or in Romance languages begin, with such a word: Beach Party."""
