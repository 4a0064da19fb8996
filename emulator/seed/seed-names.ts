/** Given and family names as people write them, "native|latin" where a handle needs another spelling; phone numbers are of ranges set aside for fiction. */
type Culture = { given: readonly string[]; family: readonly string[]; familyFirst?: true; phone: string };

const words = (text: string) => text.trim().split(/\s*,\s*/);

export const cultures: readonly Culture[] = [
  {
    given: words(
      "Ada, Grace, Oliver, Amelia, Harry, Charlotte, Noah, Sophie, James, Ruby, Ethan, Hannah, Lucas, Evelyn, Marcus, Imogen",
    ),
    family: words(
      "Hopper, Whitfield, Carter, Blackwood, Hughes, Ellison, O'Connor, O'Brien, McAllister, St. John, Fairweather, Nkemelu-Smith, Turing, Ashdown, Pemberton, D'Arcy",
    ),
    phone: "+447700900###",
  },
  {
    given: words(
      "Camille, Éloïse, Théo, Chloé, François, Zoé, Noël, Anaïs, Jean-Luc, Marie-Hélène, Gaël, Inès, Loïc, Maëlys, Rémi, Aurélie",
    ),
    family: words(
      "Lefèvre, Dubois, Garçon, de La Rochefoucauld, Bérenger, Moreau, Noël, L'Hermitte, Desrosiers, Pélissier, Château, Fournier, Guérin, Besançon",
    ),
    phone: "+3363998####",
  },
  {
    given: words("Jürgen, Käthe, Björn, Lukas, Änne, Sören, Mia, Felix, Heike, Götz, Friederike, Till, Ulrike, Jörg"),
    family: words(
      "Müller, Groß, Schäfer, von der Heide, Weiß, Köhler, Zimmermann, Öztürk, Böhm, Krüger, Lindström-Meyer, Voß",
    ),
    phone: "+493023125###",
  },
  {
    given: words(
      "María José, Íñigo, Lucía, Ángel, Begoña, Joaquín, Sofía, Andrés, Núria, Martín, Belén, Raúl, Inés, Óscar",
    ),
    family: words(
      "García Márquez, Núñez, Peña, de la Cruz, Ibáñez, Muñoz, Etxeberria, Rodríguez, Fernández, Castañeda, Güell, Yáñez",
    ),
    phone: "+121255501##",
  },
  {
    given: words(
      "Kateřina, Jakub, Tomáš, Zdeněk, Eliška, Ondřej, Markéta, Łukasz, Małgorzata, Zuzanna, Paweł, Agnieszka, Žofia, Čeněk",
    ),
    family: words(
      "Novák, Dvořák, Křížová, Wiśniewska, Łęcki, Kowalczyk, Brzęczyszczykiewicz, Hájek, Šimůnek, Zieliński, Žák, Procházka",
    ),
    phone: "+131255501##",
  },
  {
    given: words("Astrid, Åsa, Søren, Bjørn, Freja, Øyvind, Sigríður, Jón, Maja, Elin, Aino, Väinö, Henrik, Þóra"),
    family: words(
      "Ångström, Sørensen, Ødegård, Jónsdóttir, Lindqvist, Nygård, Kjær, Hämäläinen, Berg, Þorvaldsson, Bøhn, Mäkinen",
    ),
    phone: "+141555501##",
  },
  {
    given: words(
      "Chidi, Ngozi, Oluwaseun, Adaeze, Kwame, Ama, Thabo, Naledi, Wanjiru, Kipchoge, Amara, Tendai, Zanele, Yaw",
    ),
    family: words(
      "Okafor, Adéyẹmí, Nwosu, Mensah, Boateng, Dlamini, van der Merwe, Mwangi, Odhiambo, Chukwuemeka, Mokoena, Asante",
    ),
    phone: "+161755501##",
  },
  {
    given: words(
      "Aarav, Priya, Ananya, Rohan, Ishaan, Meera, Kavya, Arjun, Nisha, Vikram, Lakshmi, Sanjay, Divya, Rahul",
    ),
    family: words(
      "Sharma, Iyer, Venkataraghavan, Patel, Chatterjee, Reddy, Krishnamurthy, Singh, Nair, Bhattacharya, Deshpande, Khan",
    ),
    phone: "+120655501##",
  },
  {
    given: words("美咲|misaki, 翔太|shota, 陽菜|hina, 健|ken, さくら|sakura, 蓮|ren, 大輔|daisuke, 恵|megumi"),
    family: words(
      "佐藤|sato, 鈴木|suzuki, 高橋|takahashi, 田中|tanaka, 渡辺|watanabe, 伊藤|ito, 小笠原|ogasawara, 山本|yamamoto",
    ),
    familyFirst: true,
    phone: "+180855501##",
  },
  {
    given: words(
      "伟|wei, 芳|fang, 娜|na, 秀英|xiuying, 敏|min, 静|jing, 磊|lei, 军|jun, 지우|jiwoo, 서연|seoyeon, 민준|minjun, 하윤|hayun",
    ),
    family: words(
      "王|wang, 李|li, 张|zhang, 刘|liu, 陈|chen, 欧阳|ouyang, 赵|zhao, 김|kim, 이|lee, 박|park, 최|choi, 정|jung",
    ),
    familyFirst: true,
    phone: "+150355501##",
  },
  {
    given: words("Omar, Layla, Yusuf, Fatima, محمد|mohammed, نور|nour, Zahra, Karim, أحمد|ahmed, Salma, Rania, Tariq"),
    family: words(
      "al-Khwarizmi, Haddad, El-Sayed, Mansour, العلي|alali, Ben Ali, Nasser, Abdelrahman, حداد|haddad, Saleh, Qureshi",
    ),
    phone: "+170255501##",
  },
  {
    given: words(
      "Олена|olena, Дмитро|dmytro, Анастасія|anastasiia, Иван|ivan, Ольга|olga, Сергей|sergei, Ελένη|eleni, Γιώργος|giorgos, Ivana, Luka",
    ),
    family: words(
      "Шевченко|shevchenko, Коваленко|kovalenko, Иванова|ivanova, Петров|petrov, Παπαδόπουλος|papadopoulos, Ďurđević|durdevic, Horvat, Kovačić",
    ),
    phone: "+130555501##",
  },
  {
    given: words(
      "Thiago, Beatriz, João, Luísa, Gonçalo, Conceição, Rui, Inácia, Vitória, Caetano, Nguyễn Anh|nguyenanh, Thị Hương|thihuong",
    ),
    family: words(
      "da Silva, Gonçalves, Magalhães, dos Santos, Araújo, Simões, Trần|tran, Lê|le, Figueirêdo, Brandão, Assunção, Phạm|pham",
    ),
    phone: "+164655501##",
  },
];

/** Names that break a layout that was not made for them. */
export const longNames: readonly (readonly [string, string])[] = [
  [
    "Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipriano",
    "de la Santísima Trinidad Ruiz y Picasso",
  ],
  ["Hubert Blaine", "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe"],
  ["Rhoshandiatellyneshiaunneveshenk Koyaanisquatsiuth", "Williams-Featherstonehaugh-Cholmondeley"],
];
