"""What rules are called in French, and what each counts, in the order of the catalogue."""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """What a rule is called, and what it counts, in short."""

    name: str
    counts: str


IN_FRENCH: Mapping[str, Words] = {
    "outside_hours": Words(
        "Séances hors des heures de leur type",
        "Minutes d’une séance hors des plages que son type peut utiliser ; si elle enjambe des pauses "
        "et commence dans l’une d’elles, aussi celles de son début à la fin de la pause.",
    ),
    "outside_window": Words(
        "Séances hors de leurs fenêtres",
        "Minutes d’une séance hors de ses fenêtres, si elle en a.",
    ),
    "off_preferred_time": Words(
        "Séances loin de leur horaire préféré",
        "Minutes d’une séance hors de ses fenêtres préférées, si elle en a.",
    ),
    "off_standard_start": Words(
        "Séances loin des heures habituelles",
        "Minutes d’une séance, si son type a des débuts habituels, hors des durées qui commencent à "
        "l’un d’eux.",
    ),
    "late_hours": Words(
        "Séances tardives",
        "Minutes d’une séance après l’heure à partir de laquelle il est tard, multipliées par le taux "
        "de l’heure, sauf si son type peut être tardif.",
    ),
    "series_changes_hour": Words(
        "Séries qui changent d’heure",
        "Heures différentes auxquelles commencent les séances d’une série, au-delà de ses vagues.",
    ),
    "starts_scattered": Words(
        "Débuts qui ne sont pas communs",
        "Pour chaque début commun et chaque plage d’une date : heures différentes auxquelles ses "
        "séances commencent, au-delà du maximum admis.",
    ),
    "load_missing": Words(
        "Demi-journées et jours trop peu remplis",
        "Pour chaque charge minimale, et chacune de ses plages ou chacun de ses jours : minutes de ses "
        "séances, selon leur durée, qui manquent au minimum.",
    ),
    "outside_bound_hours": Words(
        "Séances hors des jours et des heures de leur type",
        "Minutes d’une séance hors des premiers jours auxquels son type est lié, et hors des plages "
        "officielles, si son type y est lié.",
    ),
    "not_prime_time": Words(
        "Vitrines sans bon horaire ni bonne salle",
        "Minutes d’une séance qui mérite un bon horaire hors des bonnes fenêtres, et encore sa durée si "
        "sa salle n’est pas une bonne salle.",
    ),
    "pin_broken": Words(
        "Séances hors de la place fixée",
        "Minutes d’une séance hors de son horaire épinglé, et encore sa durée si sa salle n’est pas "
        "celle qui est épinglée.",
    ),
    "room_overlap": Words(
        "Deux séances dans une salle",
        "Minutes où une salle a plus de séances qu’elle n’en tient à la fois : une, sauf si elle dit "
        "combien. Pour chaque salle sans parties : une minute à n séances compte n moins ce nombre. Une "
        "séance occupe sa salle, ou ses parties, jusqu’à la fin de la remise en ordre.",
    ),
    "room_overflow": Words(
        "Salles trop petites",
        "Personnes attendues au-delà des places de la salle, dans la disposition de la séance si la "
        "salle l’a.",
    ),
    "room_lacks_feature": Words(
        "Salles sans ce qu’il faut à une séance",
        "Équipements qui manquent à la salle, cabines qui manquent pour les langues, et un de plus si "
        "elle n’a pas la disposition voulue.",
    ),
    "room_closed": Words(
        "Séances dans des salles fermées",
        "Minutes de séances dans une salle pendant qu’elle, ou une partie d’elle, est fermée.",
    ),
    "room_waste": Words(
        "Places vides",
        "Places de la salle au-delà des personnes attendues.",
    ),
    "body_changes_room": Words(
        "Organes qui changent de salle",
        "Salles différentes dans lesquelles un organe se réunit, au-delà de la première.",
    ),
    "walking_time_short": Words(
        "Trop peu de temps pour marcher",
        "Pour deux séances auxquelles une personne assiste dans des bâtiments différents : minutes qui "
        "manquent entre elles pour le trajet. Qui participe à distance ne marche pas.",
    ),
    "person_conflict": Words(
        "Personnes à deux endroits à la fois",
        "Minutes où une personne doit être à deux endroits à la fois. "
        "Une minute pour laquelle n séances retiennent une personne compte n − 1 ; une séance retient "
        "une personne aussi pendant les marges avant et après elle.",
    ),
    "optional_missed": Words(
        "Séances manquées par qui voudrait venir",
        "Minutes où quelqu’un manque une séance à cause d’une autre qui a lieu en même temps. "
        "Pour chaque personne qui a une séance en option, tenue ou non : une minute avec n séances "
        "auxquelles elle assiste, ou qu’elle a en option, compte n − 1.",
    ),
    "person_unavailable": Words(
        "Personnes demandées en leur absence",
        "Pour chaque séance à laquelle une personne assiste : minutes pour lesquelles elle est retenue "
        "hors de sa disponibilité, si celle-ci est indiquée.",
    ),
    "daily_load_exceeded": Words(
        "Journées trop longues pour une personne",
        "Pour chaque date : durée des séances du jour au-delà de la charge quotidienne de la personne, "
        "si elle en a une.",
    ),
    "meal_missed": Words(
        "Repas sans le temps qu’il faut",
        "Pour chaque personne et chaque délégation, et chaque jour : minutes qui manquent au plus long "
        "temps libre pendant les heures du repas.",
    ),
    "days_on_site": Words(
        "Jours de présence des ministres et autres",
        "Pour chaque personne qui doit rester peu de temps sur place : jours du premier jour d’une de "
        "ses séances au dernier.",
    ),
    "body_conflict": Words(
        "Deux réunions d’un organe à la fois",
        "Minutes où un organe a deux séances à la fois. "
        "Une minute avec n séances d’un organe compte n − 1.",
    ),
    "parent_conflict": Words(
        "Groupes en même temps que leur commission",
        "Pour chaque séance d’un organe : chaque minute de toute autre séance d’un organe au-dessous de "
        "lui qui a lieu en même temps.",
    ),
    "parent_not_around": Words(
        "Groupes avant ou après leur commission",
        "Minutes dont la première séance d’un organe commence avant la fin de la première de son "
        "parent, et dont la dernière de son parent commence avant la fin de sa dernière.",
    ),
    "order_broken": Words(
        "Réunions dans le désordre",
        "Pour chaque ordre et deux séances qui se suivent : minutes dont la seconde commence trop tôt, "
        "ou vient trop tard.",
    ),
    "rhythm_broken": Words(
        "Organes qui perdent leur rythme",
        "Moments où un organe ne se réunit pas aussi souvent qu’il le devrait. "
        "Pour chaque organe qui a un rythme : chaque suite d’autant de jours sans réunion de cet organe "
        "compte 1.",
    ),
    "parallel_limit_exceeded": Words(
        "Trop de séances à la fois",
        "Minutes où plus de séances ont lieu à la fois qu’une limite ne le permet. "
        "Pour chaque limite de k séances : une minute où n d’entre elles ont lieu compte n − k.",
    ),
    "topic_conflict": Words(
        "Séances ou points d’un sujet à la fois",
        "Minutes où deux séances d’un sujet ont lieu à la fois. "
        "Une minute avec n séances d’un sujet compte n − 1. Les minutes où une séance qui traite un point du "
        "sujet a lieu en même temps qu’une autre, ou qu’une séance qui porte le sujet, comptent aussi.",
    ),
    "not_adjacent": Words(
        "Séances éloignées qui vont ensemble",
        "Pour deux séances qu’il vaut mieux tenir l’une après l’autre : minutes entre elles, nuits "
        "comprises, au-delà de celles qui comptent encore comme voisines.",
    ),
    "run_beside": Words(
        "Séances en même temps que celles dont on les sépare",
        "Pour chaque séparation par minutes, et deux séances qu’elle sépare : minutes où les deux ont "
        "lieu. Pour chaque séance exclusive : chaque minute de toute autre séance qui a lieu en même temps.",
    ),
    "teams_exceeded": Words(
        "Trop peu d’équipes d’interprétation",
        "Interprétation demandée au-delà des équipes présentes et de ce qu’elles peuvent servir. "
        "Une minute où n réunions retiennent une équipe compte n moins les équipes présentes ; s’y "
        "ajoutent les réunions au-delà de ce que les équipes servent par jour et par semaine, et les "
        "minutes de réunions trop longues.",
    ),
    "team_overtime": Words(
        "Heures supplémentaires des équipes d’interprétation",
        "Demi-journées d’équipe d’une semaine au-delà de l’habituel, et demi-journées dans des plages "
        "d’heures supplémentaires.",
    ),
    "support_exceeded": Words(
        "Trop peu de matériel ou de personnel",
        "Minutes où il faut plus d’une ressource qu’il n’y en a. "
        "Une minute où n unités d’une ressource sont prises compte n moins leur nombre ; une séance les "
        "prend jusqu’à la fin du changement après elle.",
    ),
    "local_hours": Words(
        "Heures incommodes des participants à distance",
        "Pour chaque lieu d’une région et chaque minute d’une séance : ses participants à distance, "
        "fois le poids de la région, fois le taux de l’heure sur leurs horloges (rien si elle est "
        "confortable).",
    ),
    "worst_region": Words(
        "Heures incommodes de la région la plus mal servie",
        "Ce que compte la règle des heures incommodes pour la région où elle compte le plus, sur toutes "
        "les séances.",
    ),
    "local_night": Words(
        "Nuits des orateurs à distance",
        "Minutes de séances auxquelles une personne assiste à distance hors des heures acceptables sur "
        "ses horloges.",
    ),
    "delegation_overstretched": Words(
        "Délégations dans plus de réunions qu’elles n’ont de membres",
        "Minutes où une délégation doit être à plus de séances à la fois qu’elle n’a de membres. "
        "Une minute avec n séances auxquelles une délégation doit assister compte n moins sa taille.",
    ),
    "wish_missed": Words(
        "Souhaits de délégations non satisfaits",
        "Minutes où une délégation doit ou veut être à plus de séances à la fois qu’elle n’a de membres. "
        "Pour chaque délégation qui a des souhaits : une minute avec n séances auxquelles elle doit ou "
        "veut assister compte n moins sa taille.",
    ),
    "audience_overlap": Words(
        "Séances pour un même public à la fois",
        "Minutes où un public a deux séances à la fois, pour chacune de ses personnes. "
        "Une minute avec n des séances d’un public compte n − 1 pour chacune de ses personnes.",
    ),
    "theme_conflict": Words(
        "Séances d’un thème à la fois",
        "Minutes où deux séances d’un thème ont lieu à la fois. "
        "Une minute avec n séances d’un thème compte n − 1.",
    ),
    "theme_scattered": Words(
        "Thèmes dispersés sur plusieurs jours",
        "Jours différents des séances d’un thème, au-delà du premier.",
    ),
    "region_unheard": Words(
        "Réunions de groupes régionaux manquantes",
        "Pour chaque semaine : réunions de coordination d’une région qui manquent à ce qu’il faut à son "
        "groupe.",
    ),
    "quota_missed": Words(
        "Trop ou trop peu de séances choisies",
        "Séances d’un quota tenues au-delà du maximum qu’il admet, ou qui manquent au minimum qu’il "
        "demande.",
    ),
    "value_lost": Words(
        "Séances, points et tâches laissés de côté",
        "La valeur d’une séance laissée de côté, d’un point qui n’est à aucun ordre du jour et d’une tâche "
        "que ne traite aucune séance tenue ; une séance ou un point qui n’est pas facultatif compte au moins "
        "1, et c’est interdit quel que soit le niveau. Un point entièrement réglé ne compte pas.",
    ),
    "host_showcase_missing": Words(
        "Réussites d’une région manquantes",
        "Séances qui montrent les réussites d’une région et qui manquent au nombre qu’il lui faut.",
    ),
    "panel_size_wrong": Words(
        "Panels trop petits ou trop nombreux",
        "Pour chaque panel d’une séance tenue : personnes qui manquent au minimum demandé, en tout et "
        "dans chacun de ses rôles, et personnes au-delà du maximum admis.",
    ),
    "unseated": Words(
        "Ministres et autres sans panel",
        "Chaque personne dont la classe doit siéger dans certaines séances, et qui n’assiste à aucune "
        "de celles qui sont tenues, compte 1.",
    ),
    "theme_mismatch": Words(
        "Panélistes loin de leurs thèmes",
        "Sièges de personnes qui ont des thèmes dont aucun n’est un thème de la séance, si elle en a.",
    ),
    "levels_mixed": Words(
        "Niveaux technique et ministériel mêlés",
        "Sièges de personnes dont la classe est d’un autre niveau que la séance, si les deux en ont un.",
    ),
    "no_slack": Words(
        "Séances dans le temps gardé libre",
        "Minutes d’une séance, sauf si son début est épinglé, dans le temps gardé en réserve.",
    ),
    "frozen_moved": Words(
        "Changements de ce qui est gelé",
        "Minutes d’une séance gelée hors de son horaire publié, et encore sa durée si sa salle n’est "
        "pas celle qui est publiée ou si elle est laissée de côté ; et de toute autre séance, minutes "
        "dans le temps gelé.",
    ),
    "session_moved": Words(
        "Séances publiées déplacées",
        "Personnes concernées par une séance qui ne commence pas à l’heure publiée, ou qui est laissée "
        "de côté ; au moins 1.",
    ),
    "room_changed": Words(
        "Salles publiées changées",
        "Personnes concernées par une séance qui commence à l’heure publiée, mais dans une autre salle.",
    ),
    "day_not_kept": Words(
        "Séances un autre jour qu’avant",
        "Minutes d’une séance hors du jour qu’elle avait dans le programme importé.",
    ),
    "room_not_kept": Words(
        "Séances dans des salles que leur type n’avait pas",
        "Durée d’une séance, si aucune séance de son type et de ses thèmes n’était dans sa salle dans le "
        "programme importé.",
    ),
    "time_not_kept": Words(
        "Séances hors de leur propre horaire",
        "Minutes d’une séance hors de l’horaire qui était le sien dans le programme importé, "
        "et encore sa durée si elle est dans une autre salle ; et de toute autre séance, "
        "minutes pendant ce qui était seul.",
    ),
    "track_mixed": Words(
        "Salles qui changent de filière",
        "Pour chaque salle et chaque demi-journée : chaque séance d’une filière qui suit directement "
        "celle d’une autre compte 1.",
    ),
    "track_split": Words(
        "Filières dans plusieurs salles à la fois",
        "Pour chaque demi-journée : salles différentes des séances d’une filière, au-delà de la "
        "première.",
    ),
    "track_changes_room": Words(
        "Filières qui changent de salle",
        "Salles différentes des séances d’une filière, au-delà de la première.",
    ),
    "track_interrupted": Words(
        "Filières interrompues d’une demi-journée",
        "Une filière compte 1 s’il y a une demi-journée sans aucune de ses séances entre d’autres qui "
        "en ont.",
    ),
    "track_conflict": Words(
        "Séances d’une filière à la fois",
        "Minutes où deux séances d’une filière ont lieu à la fois. "
        "Une minute avec n séances d’une filière compte n − 1.",
    ),
    "track_out_of_order": Words(
        "Séances de filières dans le désordre",
        "Pour chaque filière ordonnée et deux de ses séances qui se suivent, ou entre lesquelles toutes sont "
        "facultatives : minutes dont la seconde commence avant la fin de la première.",
    ),
    "track_place_missed": Words(
        "Séances hors de leur rang dans une filière",
        "Chaque séance d’une filière à rangs qui n’est pas à son rang compte 1.",
    ),
    "preference_missed": Words(
        "Préférences d’horaires et de salles non satisfaites",
        "Séances, ou minutes de séances, qui ne sont pas quand et où on les préfère. "
        "Chaque séance d’une préférence qui a une minute ailleurs que dans ses fenêtres et ses salles "
        "compte ce que dit son taux, ou bien chacune de ces minutes ; si la préférence est un refus, "
        "les minutes qui y sont.",
    ),
    "half_day_shared": Words(
        "Demi-journées partagées par ce qu’il vaut mieux séparer",
        "Pour chaque séparation par demi-journées : deux séances qu’elle sépare et qui commencent dans "
        "la même, dans des salles différentes ; de même pour des filières.",
    ),
    "relation_missed": Words(
        "Séances liées autrement que voulu",
        "Pour deux séances d’une relation qui ne sont pas l’une par rapport à l’autre comme elle le veut : "
        "leurs durées, fois ce qu’elles partagent ; la durée de l’une, si elles sont voulues à la même "
        "heure ; les minutes où les deux ont lieu, si on ne les veut pas en même temps.",
    ),
    "feature_wish_missed": Words(
        "Souhaits de salles et d’horaires non satisfaits",
        "Pour chaque souhait : la durée de chacune de ses séances (ou 1) à laquelle la salle ou "
        "l’horaire n’offre pas ce qui est voulu, ou offre ce qui ne l’est pas.",
    ),
    "item_misplaced": Words(
        "Points dans des séances qui ne peuvent les traiter",
        "Séances qui traitent un point sans être de celles qui le peuvent.",
    ),
    "item_shortened": Words(
        "Points avec moins de temps qu’il ne leur faut",
        "Minutes qui manquent à un point, toutes séances comprises ; moins que son minimum est interdit "
        "à tout niveau.",
    ),
    "item_split": Words(
        "Points répartis sur plusieurs séances",
        "Séances au-delà de la première qui traitent un point ; plus de parties qu’il n’en admet, ou de "
        "trop courtes, sont interdites à tout niveau.",
    ),
    "session_overfull": Words(
        "Séances avec plus de points que de temps",
        "Minutes qu’une séance donne à des points au-delà de celles qu’elle a pour eux.",
    ),
    "too_many_items": Words(
        "Trop de points dans une séance",
        "Points à l’ordre du jour d’une séance au-delà du maximum qu’elle admet.",
    ),
    "agenda_tight": Words(
        "Ordres du jour sans marge",
        "Pour chaque séance qui traite des points et devrait garder une marge : minutes qu’elle leur donne "
        "au-delà de celles qu’elle a pour eux, moins cette marge.",
    ),
    "item_out_of_order": Words(
        "Points avant ce dont ils dépendent",
        "Pour chaque ordre de points : le plus de minutes dont une séance du second commence avant la "
        "fin d’une séance du premier et le délai demandé, ou avant la fin des nuits demandées.",
    ),
    "items_too_late": Words(
        "Points réglés sans une nuit de marge",
        "Pour chaque ordre de points : le plus de minutes dont une séance du second commence avant la "
        "fin des nuits demandées et d’une de plus, comptées d’une autre séance du premier.",
    ),
    "item_people_missing": Words(
        "Points sans les personnes qu’il leur faut",
        "Pour chaque personne, les séances qui traitent un point pour lequel il la faut : leurs minutes "
        "hors de sa disponibilité, et celles où elles ont lieu en même temps l’une que l’autre ou "
        "qu’une séance à laquelle elle assiste. Pour chaque délégation : une minute d’une séance qui traite "
        "un point qu’elle propose compte ses membres que des séances retiennent, moins sa taille.",
    ),
    "items_unbalanced": Words(
        "Ordres du jour d’un organe inégalement remplis",
        "Pour chaque organe : le plus de minutes qui restent à une de ses séances pour des points, "
        "moins le moins.",
    ),
    "place_closed": Words(
        "Réunions les jours fériés et en fin de semaine",
        "Minutes d’une séance aux dates où le lieu de sa salle est fermé : dates indiquées, fins de "
        "semaine et jours fériés de son pays.",
    ),
    "travel_too_short": Words(
        "Trop peu de jours pour voyager",
        "Pour deux séances dans des lieux différents auxquelles une personne assiste sur place : "
        "minutes qui manquent entre elles aux jours de voyage.",
    ),
    "silence_too_long": Words(
        "Régions trop longtemps sans réunion",
        "Pour chaque contact : jours de chaque silence au-delà de ceux qu’il admet.",
    ),
    "external_event_clash": Words(
        "Réunions en même temps que d’autres événements",
        "Minutes d’une séance aux dates d’un événement qu’elle évite.",
    ),
    "external_event_unused": Words(
        "Événements d’autrui non mis à profit",
        "Un événement que des séances doivent mettre à profit compte 1 si aucune ne commence sur son "
        "lieu à une date assez proche.",
    ),
    "prepared_late": Words(
        "Résultats et projets prêts trop tard",
        "Pour chaque préparation et chaque séance avant laquelle elle doit être prête : minutes dont "
        "cette séance commence trop tôt.",
    ),
    "too_many_tasks": Words(
        "Réunions avec trop de tâches",
        "Tâches que traite une séance tenue, au-delà du maximum que son type admet.",
    ),
}
